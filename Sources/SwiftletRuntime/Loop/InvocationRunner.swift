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
    private let makeLogger: @Sendable (Context) -> Logger
    let logger: Logger
    let deadlines: DeadlineWatch
    let now: @Sendable () -> LogTime
    let exportTraceID: @Sendable (String?) -> Void
    let hasWarnedOfDeadline = Atomic(false)

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
        retry = environment.retry
        let log = RuntimeLogHandler(label: "swiftlet", level: environment.logLevel, output: environment.log)
        makeLogger = { context in
            var handler = log
            handler.invocation = RuntimeLogHandler.Invocation(
                requestID: context.requestID,
                traceID: context.traceID,
                tenantID: context.tenantID
            )
            return Logger(label: log.label) { [handler] _ in handler }
        }
        deadlines = DeadlineWatch(loop)
        now = environment.log.now
        exportTraceID = environment.exportTraceID
    }

    /// Begins an invocation: records it for the crash log, and exports its trace ID for tracing libraries.
    ///
    /// - Parameters:
    ///   - head: The header fields of the event.
    ///   - worker: The index of the worker, for ``end(worker:)``.
    /// - Returns: The context of the invocation.
    func begin(_ head: InvocationHead, worker: Int) -> Context {
        FatalSignals.record(head.requestID, at: worker)
        // With concurrent invocations the environment variable would hold another one's trace ID.
        if configuration.maxConcurrency == 1 { exportTraceID(head.traceID) }
        var context = Context(requestID: head.requestID, makeLogger: makeLogger)
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

    /// Ends the invocation of a worker, after its response has been sent.
    func end(worker: Int) {
        FatalSignals.record(nil, at: worker)
    }
}
