import SwiftletIO
import Synchronization

/// How a worker is asked to stop: at once while it waits for an event, and otherwise once the event is answered.
final class WorkerGate: Sendable {
    private struct State {
        var isStopping = false
        var isWaiting = false
        var poll: HTTPConnection?
        var task: Task<Void, Never>?
    }

    private let state = Mutex(State())

    /// Whether the worker is to stop.
    var isStopping: Bool { state.withLock { $0.isStopping } }

    /// The worker's task has started.
    func attach(_ task: Task<Void, Never>) {
        state.withLock { $0.task = task }
    }

    /// The worker begins to wait for something that may be cancelled: the reply on `poll`, or if there is none, a pause.
    ///
    /// - Returns: `false` if it is to stop instead.
    func beginWaiting(for poll: HTTPConnection? = nil) -> Bool {
        state.withLock { state in
            guard !state.isStopping else { return false }
            state.isWaiting = true
            state.poll = poll
            return true
        }
    }

    /// The wait is over: from here on there may be an event to answer.
    func endWaiting() {
        state.withLock { state in
            state.isWaiting = false
            state.poll = nil
        }
    }

    /// Asks the worker to stop before it waits again.
    func close() {
        state.withLock { $0.isStopping = true }
    }

    /// Ends the wait under way, unless an event is just arriving.
    ///
    /// To be called on the loop's thread, after ``close()`` and again until the worker has ended: whether an event is
    /// arriving shows only once the loop has read what was there.
    func interrupt() {
        let task = state.withLock { state -> Task<Void, Never>? in
            guard state.isWaiting, state.poll?.hasReply != true else { return nil }
            return state.task
        }
        task?.cancel()
    }

    /// Ends the worker whatever it does.
    func abandon() {
        let task = state.withLock { state in
            state.isStopping = true
            return state.task
        }
        task?.cancel()
    }
}
