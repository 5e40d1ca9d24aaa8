import Logging
import Swiftlet
import SwiftletIO
import Synchronization

/// What all workers share: the handler, the clock, the log.
///
/// A class: an invocation passes it around a lot, and copying it would count.
final class Service: Sendable {
    let loop: EventLoop
    let handler: any Handler
    let configuration: RuntimeConfiguration
    let retry: RetryPolicy
    private let makeLogger: @Sendable (Context) -> Logger
    let logger: Logger
    let deadlines: DeadlineWatch
    let now: @Sendable () -> LogTime
    let exportTraceID: @Sendable (String?) -> Void
    private let hasWarnedOfDeadline = Atomic(false)

    init(
        _ loop: EventLoop,
        handler: any Handler,
        configuration: RuntimeConfiguration,
        surroundings: RuntimeLoop.Surroundings,
        logger: Logger
    ) {
        self.loop = loop
        self.handler = handler
        self.configuration = configuration
        self.logger = logger
        retry = surroundings.retry
        let log = RuntimeLogHandler(label: "swiftlet", level: surroundings.logLevel, output: surroundings.log)
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
        now = surroundings.log.now
        exportTraceID = surroundings.exportTraceID
    }

    /// The context of an invocation, from what the platform says about it.
    func context(for head: InvocationHead) -> Context {
        var context = Context(requestID: head.requestID, makeLogger: makeLogger)
        context.deadline = deadline(of: head, context)
        context.invokedFunctionARN = head.invokedFunctionARN
        context.traceID = head.traceID
        context.tenantID = head.tenantID
        context.streamsResponses = configuration.streamsResponses
        if let text = head.clientContext {
            context.clientContext = HeaderJSON.parse(text)
            if context.clientContext == nil {
                context.logger.warning("The client context is neither JSON nor base64 of JSON: it is left out.")
            }
        }
        if let text = head.identity {
            context.identity = HeaderJSON.parse(text)
            if context.identity == nil {
                context.logger.warning("The Cognito identity is neither JSON nor base64 of JSON: it is left out.")
            }
        }
        return context
    }

    /// The deadline of an invocation, independent of later changes to the wall clock.
    ///
    /// The platform delivers no event after its deadline. One in the past comes from a clock that is off, or from an
    /// emulator that sends something else: it is ignored.
    private func deadline(of head: InvocationHead, _ context: Context) -> ContinuousClock.Instant? {
        guard let milliseconds = head.deadlineMilliseconds else { return nil }
        let left = milliseconds * 1000 - now().microseconds
        guard left > 0 else {
            if !hasWarnedOfDeadline.exchange(true, ordering: .relaxed) {
                context.logger.warning(
                    "\(RuntimeHeader.deadline) is \(milliseconds), which is in the past: ignoring such deadlines."
                )
            }
            return nil
        }
        return ContinuousClock.now + .microseconds(left)
    }

    /// Runs the code of an invocation as a task of its own, which is cancelled shortly before the deadline, or with the
    /// calling task.
    ///
    /// A result counts even if it is late. An error thrown after the deadline is reported as a timeout.
    func within<Output: Sendable>(
        _ context: Context,
        _ body: @escaping @Sendable () async throws -> Output
    ) async -> Result<Output, any Error> {
        let task = Task(executorPreference: loop) {
            try await Context.$current.withValue(context) { try await body() }
        }
        guard let deadline = context.deadline else { return await Self.result(of: task) }
        let margin = self.margin(until: deadline)
        let deadlined = DeadlinedTask(task) {
            context.logger.warning("The invocation is cancelled \(margin) before its deadline.")
        }
        let watch = deadlines.begin(deadlined, until: deadline - margin)
        let result = await Self.result(of: task)
        deadlines.end(watch)
        if deadlined.isOverdue, case .failure = result {
            return .failure(
                ErrorReport(
                    .function("TimedOut"),
                    message: "The invocation was cancelled \(margin) before its deadline, and had no answer by then."
                )
            )
        }
        return result
    }

    /// Waits for a task, and cancels it with the calling one.
    private static func result<Output: Sendable>(of task: Task<Output, any Error>) async -> Result<Output, any Error> {
        await withTaskCancellationHandler {
            await task.result
        } onCancel: {
            task.cancel()
        }
    }

    /// How long before its deadline an invocation is cancelled: never more than a tenth of its time.
    private func margin(until deadline: ContinuousClock.Instant) -> Duration {
        let margin = configuration.deadlineMargin
        guard ContinuousClock.now.duration(to: deadline) < margin * 10 else { return margin }
        let (seconds, attoseconds) = max(.zero, ContinuousClock.now.duration(to: deadline)).components
        return min(margin, .milliseconds(seconds * 100 + attoseconds / 10_000_000_000_000_000))
    }

    /// Makes the invocation known to those who look at the process: to tracing libraries, and to whoever reads why it died.
    func noteInvocation(_ worker: Int, _ head: InvocationHead?) {
        FatalSignals.note(head?.requestID, at: worker)
        // A process has one environment: with several invocations at once it would name the wrong one.
        if let head, configuration.maxConcurrency == 1 { exportTraceID(head.traceID) }
    }
}
