import SwiftletIO
import Synchronization

/// A FIFO lock that suspends waiting tasks instead of blocking a thread.
final class AsyncLock: Sendable {
    private struct Waiter {
        let id: UInt64
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var isHeld = false
        var waiters: [Waiter] = []
        var lastID: UInt64 = 0
    }

    private let state = Mutex(State())

    /// Acquires the lock, which the caller must ``release()``.
    ///
    /// A free lock is acquired immediately, even if the task is cancelled.
    ///
    /// - Parameter deadline: The time limit, or `nil` to wait indefinitely. Evaluated only if the lock is held.
    /// - Throws: ``SQLError`` with the code `timeout`, and `CancellationError`, without acquiring the lock.
    func acquire(until deadline: @autoclosure () -> ContinuousClock.Instant?) async throws {
        guard !tryAcquire() else { return }
        try await wait(until: deadline())
    }

    private func tryAcquire() -> Bool {
        state.withLock { state in
            if state.isHeld { return false }
            state.isHeld = true
            return true
        }
    }

    private func wait(until deadline: ContinuousClock.Instant?) async throws {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        let loop = EventLoop.preferred
        let timer = deadline.map { deadline in
            Task(executorPreference: loop) { [self] in
                try await loop.sleep(until: deadline)
                end(id, with: Self.timeoutError)
            }
        }
        defer { timer?.cancel() }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                enqueue(Waiter(id: id, continuation: continuation), until: deadline)
            }
        } onCancel: {
            end(id, with: CancellationError())
        }
    }

    /// Checks again under the lock: changes since the first check are seen here, and later changes find the waiter.
    private func enqueue(_ waiter: Waiter, until deadline: ContinuousClock.Instant?) {
        let outcome = state.withLock { state -> Result<Void, any Error>? in
            if !state.isHeld {
                state.isHeld = true
                return .success(())
            }
            if Task.isCancelled { return .failure(CancellationError()) }
            if let deadline, ContinuousClock.now >= deadline { return .failure(Self.timeoutError) }
            state.waiters.append(waiter)
            return nil
        }
        if let outcome {
            waiter.continuation.resume(with: outcome)
        }
    }

    private func end(_ id: UInt64, with error: any Error) {
        let waiter = state.withLock { state -> Waiter? in
            guard let index = state.waiters.firstIndex(where: { $0.id == id }) else { return nil }
            return state.waiters.remove(at: index)
        }
        waiter?.continuation.resume(throwing: error)
    }

    /// Hands the lock to the next waiter, or frees it.
    func release() {
        let next = state.withLock { state -> Waiter? in
            guard state.waiters.isEmpty else { return state.waiters.removeFirst() }
            state.isHeld = false
            return nil
        }
        next?.continuation.resume()
    }

    /// Runs the body while the lock is held.
    ///
    /// - Throws: As ``acquire(until:)``, and what the body throws.
    func withLock<Result>(
        until deadline: @autoclosure () -> ContinuousClock.Instant?,
        _ body: () async throws -> Result
    ) async throws -> Result {
        try await acquire(until: deadline())
        defer { release() }
        return try await body()
    }

    private static let timeoutError = SQLError(
        .timeout,
        "The deadline passed while another statement of the same transaction was running; this one was not sent."
    )
}
