import Logging
import Swiftlet
import SwiftletIO
import Synchronization

/// Runs the handler for an invocation, with its context and deadline; shared by all workers.
final class InvocationRunner: Sendable {
    let loop: EventLoop
    let handler: any Handler
    let configuration: RuntimeConfiguration
    let retry: RetryPolicy
    private let function: FunctionInfo
    private let makeLogger: @Sendable (Context) -> Logger
    let logger: Logger
    let deadlines: DeadlineWatch
    let now: @Sendable () -> LogTime
    let exportTraceID: @Sendable (String?) -> Void
    let hasWarnedOfDeadline = Atomic(false)
    /// Whether the process has received an event.
    private let isWarm = Atomic(false)

    init(
        _ loop: EventLoop,
        handler: any Handler,
        configuration: RuntimeConfiguration,
        environment: RuntimeLoop.Environment,
        logger: Logger
    ) {
        self.loop = loop
        self.handler = handler
        self.configuration = configuration
        self.logger = logger
        function = FunctionInfo(environment.variables)
        retry = environment.retry
        let log = RuntimeLogHandler(label: "swiftlet", level: environment.logLevel, output: environment.log)
        makeLogger = { log.logger(of: $0) }
        deadlines = DeadlineWatch(loop)
        now = environment.log.now
        exportTraceID = environment.exportTraceID
    }

    /// Runs the handler for an event.
    ///
    /// The invocation is recorded for the crash log until ``end(worker:)``, and its trace ID exported for tracing libraries.
    ///
    /// - Parameters:
    ///   - event: The event.
    ///   - head: The header fields of the event.
    ///   - worker: The index of the worker.
    ///   - work: Receives the work to run after the response.
    /// - Returns: The context of the invocation, and the output of the handler.
    func run(
        _ event: [UInt8],
        head: InvocationHead,
        worker: Int,
        leaving work: BackgroundWork
    ) async -> (context: Context, result: Result<HandlerOutput, any Error>) {
        FatalSignals.record(head.requestID, at: worker)
        // With concurrent invocations the environment variable would hold another one's trace ID.
        if configuration.maxConcurrency == 1 { exportTraceID(head.traceID) }
        let context = context(for: head, work: work)
        let result = await runWithDeadline(context: context) { [handler] () async throws -> HandlerOutput in
            switch try await handler.respond(to: event, context: context) {
            case .stream(let stream) where !context.streamsResponses:
                try await stream.buffered()
            case let output:
                output
            }
        }
        return (context, result)
    }

    /// Creates the context of an invocation from the event's header fields.
    private func context(for head: InvocationHead, work: BackgroundWork) -> Context {
        var context = Context(requestID: head.requestID, makeLogger: makeLogger)
        context.function = function
        if !isWarm.load(ordering: .relaxed), !isWarm.exchange(true, ordering: .relaxed) { context.isColdStart = true }
        context.backgroundWork = work
        context.deadline = deadline(of: head, context: context)
        context.invokedFunctionARN = head.invokedFunctionARN
        context.traceID = head.traceID
        context.tenantID = head.tenantID
        context.streamsResponses = configuration.streamsResponses
        if let text = head.clientContext {
            context.clientContext = HeaderJSON.parse(text)
            if context.clientContext == nil {
                context.logger.warning("The client context is neither JSON nor base64-encoded JSON: ignoring it.")
            }
        }
        if let text = head.identity {
            context.identity = HeaderJSON.parse(text)
            if context.identity == nil {
                context.logger.warning("The Cognito identity is neither JSON nor base64-encoded JSON: ignoring it.")
            }
        }
        return context
    }

    /// Runs the work that the handler has left for the time after the response, until shortly before the deadline.
    func run(_ work: BackgroundWork, context: Context) async {
        // The work handles its own errors.
        _ = await runWithDeadline(context: context) { await work.run() }
    }

    /// Ends the invocation of a worker, after its response has been sent.
    func end(worker: Int) {
        FatalSignals.record(nil, at: worker)
    }
}
