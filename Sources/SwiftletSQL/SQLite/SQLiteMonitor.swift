import Synchronization

/// What SQLite asks while it works and while it waits for a lock: whether to go on.
///
/// SQLite calls back on the thread that runs the statement, many times a second, and never after the handle is closed.
final class SQLiteMonitor: Sendable {
    private struct State {
        var interruption: SQLiteInterruption?
        var waitBegan: ContinuousClock.Instant?
    }

    private let state = Mutex(State())
    private let busyTimeout: Duration

    /// How many steps of SQLite's virtual machine pass between two questions: well under a millisecond.
    static let stepsBetweenQuestions: Int32 = 4000

    init(busyTimeout: Duration) {
        self.busyTimeout = busyTimeout
    }

    func begin(_ interruption: SQLiteInterruption) {
        state.withLock { $0 = State(interruption: interruption) }
    }

    func end() {
        state.withLock { $0 = State() }
    }

    /// The answer to the progress handler.
    var mustStop: Bool {
        state.withLock { $0.interruption }?.reason != nil
    }

    /// The answer to the busy handler: how long to sleep before the lock is tried again, nil to give up.
    func pause(attempt: Int32) -> Duration? {
        state.withLock { state in
            let now = ContinuousClock.now
            let began = attempt == 0 ? now : state.waitBegan ?? now
            state.waitBegan = began
            guard now - began < busyTimeout, state.interruption?.reason == nil else { return nil }
            return .milliseconds(min(1 << min(attempt, 4), 10))
        }
    }
}
