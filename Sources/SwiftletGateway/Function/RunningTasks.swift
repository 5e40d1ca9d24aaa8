import Swiftlet
import SwiftletIO
import Synchronization

/// The background work of invocations that have their response.
final class RunningTasks: Sendable {
    private struct State {
        var tasks: [Int: Task<Void, Never>] = [:]
        var lastID = 0
    }

    /// The time that the work has to end when the host stops.
    private static let stopLimit: Duration = .seconds(10)

    private let state = Mutex(State())

    /// Starts work on a loop.
    func start(_ work: BackgroundWork, context: Context, on loop: EventLoop) {
        state.withLock { state in
            state.lastID += 1
            let id = state.lastID
            state.tasks[id] = Task(executorPreference: loop) {
                await Context.$current.withValue(context) { await work.run() }
                self.state.withLock { $0.tasks[id] = nil }
            }
        }
    }

    /// Waits until all work has ended; work that takes too long is cancelled.
    func stop() async {
        let tasks = state.withLock { Array($0.tasks.values) }
        guard !tasks.isEmpty else { return }
        let timer = Task {
            try await Task.sleep(for: Self.stopLimit)
            for task in tasks { task.cancel() }
        }
        for task in tasks { await task.value }
        timer.cancel()
    }
}
