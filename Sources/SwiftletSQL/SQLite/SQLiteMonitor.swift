import Synchronization

/// The progress handler and busy handler of a SQLite connection.
///
/// SQLite calls it on the thread that runs the statement, many times a second, and never after the handle is closed.
final class SQLiteMonitor: Sendable {
    private struct State {
        var interruption: SQLiteInterruption?
        var waitBegan: ContinuousClock.Instant?
    }

    private let state = Mutex(State())
    private let busyTimeout: Duration

    /// The number of virtual machine instructions between two calls of the progress handler: well under a millisecond.
    static let progressInterval: Int32 = 4000

    init(busyTimeout: Duration) {
        self.busyTimeout = busyTimeout
    }

    func begin(_ interruption: SQLiteInterruption) {
        state.withLock { $0 = State(interruption: interruption) }
    }

    func end() {
        state.withLock { $0 = State() }
    }

    /// The result of the progress handler: whether to interrupt the statement.
    var shouldInterrupt: Bool {
        state.withLock { $0.interruption }?.reason != nil
    }

    /// The result of the busy handler: how long to sleep before the next attempt, or `nil` to give up.
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
