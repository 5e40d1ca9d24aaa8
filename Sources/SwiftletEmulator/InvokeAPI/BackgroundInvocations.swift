import Synchronization

/// Tracks asynchronous invocations, so that the server can wait for them on shutdown.
final class BackgroundInvocations: Sendable {
    private struct State {
        var count = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// Runs an invocation in the background.
    func run(_ body: @escaping @Sendable () async -> Void) {
        state.withLock { $0.count += 1 }
        Task {
            await body()
            let waiting = state.withLock { state in
                state.count -= 1
                guard state.count == 0 else { return [] as [CheckedContinuation<Void, Never>] }
                defer { state.waiting = [] }
                return state.waiting
            }
            for continuation in waiting {
                continuation.resume()
            }
        }
    }

    /// Waits until all invocations are finished.
    func wait() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                if state.count > 0 { state.waiting.append(continuation) }
                return state.count == 0
            }
            if isIdle { continuation.resume() }
        }
    }
}
