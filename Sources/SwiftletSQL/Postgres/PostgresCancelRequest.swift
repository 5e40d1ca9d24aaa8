import SwiftletIO
import Synchronization

/// A cancel request in progress.
final class PostgresCancelRequest: Sendable {
    private struct State {
        var isDone = false
        var waiter: CheckedContinuation<Bool, Never>?
    }

    private let state = Mutex(State())

    func finish() {
        let waiter = state.withLock { state in
            state.isDone = true
            return state.waiter.take()
        }
        waiter?.resume(returning: true)
    }

    /// Waits until the server has processed the request.
    ///
    /// - Returns: Whether it did before the deadline.
    func wait(until deadline: ContinuousClock.Instant) async -> Bool {
        let loop = EventLoop.preferred
        let timer = Task(executorPreference: loop) { [self] in
            try await loop.sleep(until: deadline)
            state.withLock { $0.waiter.take() }?.resume(returning: false)
        }
        defer { timer.cancel() }
        return await withCheckedContinuation { continuation in
            let result = state.withLock { state -> Bool? in
                if state.isDone { return true }
                if ContinuousClock.now >= deadline { return false }
                state.waiter = continuation
                return nil
            }
            if let result {
                continuation.resume(returning: result)
            }
        }
    }
}
