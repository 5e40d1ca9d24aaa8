import Logging
import Swiftlet
import SwiftletIO
import Synchronization

extension InvocationRunner {
    /// The deadline of an invocation, independent of later changes to the wall clock.
    ///
    /// A deadline in the past is ignored: it comes from a wrong clock or from an emulator, since the platform delivers no
    /// event after its deadline.
    func deadline(of head: InvocationHead, context: Context) -> ContinuousClock.Instant? {
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

    /// Runs the handler in its own task, which is cancelled shortly before the deadline, or with the calling task.
    ///
    /// A result is used even if it is late. An error thrown after that time is reported as a timeout.
    func runWithDeadline<Output: Sendable>(
        context: Context,
        body: @escaping @Sendable () async throws -> Output
    ) async -> Result<Output, any Error> {
        let task = Task(executorPreference: loop) {
            try await Context.$current.withValue(context) { try await body() }
        }
        guard let deadline = context.deadline else { return await Self.result(of: task) }
        let margin = self.margin(until: deadline)
        let deadlined = DeadlinedTask(task) {
            context.logger.warning("The invocation is cancelled \(margin) before its deadline.")
        }
        let deadlineID = deadlines.begin(deadlined, until: deadline - margin)
        let result = await Self.result(of: task)
        deadlines.end(deadlineID)
        if deadlined.isOverdue, case .failure = result {
            return .failure(
                ErrorReport(
                    .function("TimedOut"),
                    message: "The invocation was cancelled \(margin) before its deadline, without a response."
                )
            )
        }
        return result
    }

    /// Waits for a task, and propagates cancellation to it.
    private static func result<Output: Sendable>(of task: Task<Output, any Error>) async -> Result<Output, any Error> {
        await withTaskCancellationHandler {
            await task.result
        } onCancel: {
            task.cancel()
        }
    }

    /// The time before its deadline at which an invocation is cancelled: at most a tenth of the remaining time.
    private func margin(until deadline: ContinuousClock.Instant) -> Duration {
        let margin = configuration.deadlineMargin
        guard ContinuousClock.now.duration(to: deadline) < margin * 10 else { return margin }
        let (seconds, attoseconds) = max(.zero, ContinuousClock.now.duration(to: deadline)).components
        return min(margin, .milliseconds(seconds * 100 + attoseconds / 10_000_000_000_000_000))
    }
}
