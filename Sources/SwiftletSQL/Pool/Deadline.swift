import SwiftletIO
import Synchronization

/// Waits for the body until the deadline, even if the body does not respond to cancellation.
///
/// - Parameters:
///   - deadline: The time limit, or `nil` for none. When it passes, the body is cancelled and its result is ignored.
///   - error: The error to throw when the deadline passes.
///   - body: The work to do.
/// - Returns: The return value of the body.
/// - Throws: What the body throws, `error`, or `CancellationError` as soon as the task is cancelled.
func withDeadline<Result: Sendable>(
    _ deadline: ContinuousClock.Instant?,
    error: SQLError,
    _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    let outcome = FirstOutcome<Result>()
    let loop = EventLoop.preferred
    let work = Task(executorPreference: loop) {
        do {
            outcome.end(with: .success(try await body()))
        } catch {
            outcome.end(with: .failure(error))
        }
    }
    let timer = deadline.map { deadline in
        Task(executorPreference: loop) {
            try await loop.sleep(until: deadline)
            outcome.end(with: .failure(error))
        }
    }
    defer {
        work.cancel()
        timer?.cancel()
    }
    return try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { outcome.wait($0) }
    } onCancel: {
        outcome.end(with: .failure(CancellationError()))
    }
}

/// The first of several possible outcomes, for one waiter.
private final class FirstOutcome<Value: Sendable>: Sendable {
    private enum State {
        case pending(CheckedContinuation<Value, any Error>?)
        case ended(Result<Value, any Error>)
    }

    private let state = Mutex(State.pending(nil))

    func wait(_ continuation: CheckedContinuation<Value, any Error>) {
        let outcome = state.withLock { state -> Result<Value, any Error>? in
            if case .ended(let outcome) = state { return outcome }
            state = .pending(continuation)
            return nil
        }
        if let outcome {
            continuation.resume(with: outcome)
        }
    }

    func end(with outcome: Result<Value, any Error>) {
        let continuation = state.withLock { state -> CheckedContinuation<Value, any Error>? in
            guard case .pending(let continuation) = state else { return nil }
            state = .ended(outcome)
            return continuation
        }
        continuation?.resume(with: outcome)
    }
}
