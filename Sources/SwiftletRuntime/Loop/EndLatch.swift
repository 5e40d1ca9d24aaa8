package import SwiftletIO
import Synchronization

/// Waits until all workers have ended.
final class EndLatch: Sendable {
    private struct State {
        var left: Int
        var failure: Worker.End?
        var isOpen = false
        var waiter: CheckedContinuation<Worker.End, Never>?

        var end: Worker.End { failure ?? .stopped }
    }

    private let state: Mutex<State>
    private let onFailure: @Sendable () -> Void

    /// Creates a latch.
    ///
    /// - Parameters:
    ///   - count: The number of workers.
    ///   - onFailure: Called once, when the first worker fails.
    init(count: Int, onFailure: @escaping @Sendable () -> Void = {}) {
        state = Mutex(State(left: count, isOpen: count == 0))
        self.onFailure = onFailure
    }

    /// Reports the end of one worker.
    func report(_ end: Worker.End) {
        let isFirstFailure = state.withLock { state in
            guard end != .stopped, state.failure == nil else { return false }
            state.failure = end
            return true
        }
        if isFirstFailure { onFailure() }
        open { state in
            state.left -= 1
            return state.left == 0
        }
    }

    /// Ends the wait even if workers are still running.
    func expire() {
        open { _ in true }
    }

    private func open(_ isDone: (inout State) -> Bool) {
        let (waiter, end) = state.withLock { state in
            guard isDone(&state), !state.isOpen else {
                return (nil as CheckedContinuation<Worker.End, Never>?, state.end)
            }
            state.isOpen = true
            return (state.waiter.take(), state.end)
        }
        waiter?.resume(returning: end)
    }

    /// Waits for the end of all workers.
    ///
    /// - Returns: The first failure, or `.stopped`.
    func wait() async -> Worker.End {
        await withCheckedContinuation { continuation in
            let end = state.withLock { state -> Worker.End? in
                if state.isOpen { return state.end }
                state.waiter = continuation
                return nil
            }
            if let end { continuation.resume(returning: end) }
        }
    }
}

extension EventLoop {
    /// Runs `body` as a task on the loop; after `limit` cancels it and returns without waiting for it.
    package func run(for limit: Duration, _ body: @escaping @Sendable () async -> Void) async {
        let latch = EndLatch(count: 1)
        let work = Task(executorPreference: self) {
            await body()
            latch.report(.stopped)
        }
        let timer = Task(executorPreference: self) {
            try? await self.sleep(for: limit)
            latch.expire()
        }
        _ = await latch.wait()
        work.cancel()
        timer.cancel()
    }
}
