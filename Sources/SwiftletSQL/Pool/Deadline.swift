import SwiftletIO
import Synchronization

/// Waits for the body until the deadline, and no longer, whether or not the body stops when it is cancelled.
///
/// - Parameters:
///   - deadline: When the wait ends, nil for never. The body is then cancelled and runs on unobserved.
///   - error: What is thrown when the deadline passes.
///   - body: The work.
/// - Returns: What the body returns.
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

/// The first of several outcomes, for one waiter.
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
