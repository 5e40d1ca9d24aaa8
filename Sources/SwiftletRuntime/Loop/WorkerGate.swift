import SwiftletIO
import Synchronization

/// Stops a worker: immediately while it waits for an event, otherwise after the current invocation.
final class WorkerGate: Sendable {
    private struct State {
        var isStopping = false
        var isWaiting = false
        var poll: HTTPConnection?
        var task: Task<Void, Never>?
    }

    private let state = Mutex(State())

    /// Whether the worker must stop.
    var isStopping: Bool { state.withLock { $0.isStopping } }

    /// Sets the worker's task.
    func attach(_ task: Task<Void, Never>) {
        state.withLock { $0.task = task }
    }

    /// Marks the start of a wait that may be cancelled: for the reply on `poll`, or if `nil`, a delay.
    ///
    /// - Returns: `false` if the worker must stop instead.
    func beginWaiting(for poll: HTTPConnection? = nil) -> Bool {
        state.withLock { state in
            guard !state.isStopping else { return false }
            state.isWaiting = true
            state.poll = poll
            return true
        }
    }

    /// Marks the end of the wait: from here on there may be an event in flight.
    func endWaiting() {
        state.withLock { state in
            state.isWaiting = false
            state.poll = nil
        }
    }

    /// Makes the worker stop before its next wait.
    func close() {
        state.withLock { $0.isStopping = true }
    }

    /// Cancels the current wait, unless an event is arriving.
    ///
    /// Must be called on the loop's thread, after ``close()``, repeatedly until the worker has ended: an arriving event is
    /// detected only after the loop has read from the socket.
    func interrupt() {
        let task = state.withLock { state -> Task<Void, Never>? in
            guard state.isWaiting, state.poll?.hasResponse != true else { return nil }
            return state.task
        }
        task?.cancel()
    }

    /// Cancels the worker unconditionally.
    func abandon() {
        let task = state.withLock { state in
            state.isStopping = true
            return state.task
        }
        task?.cancel()
    }
}
