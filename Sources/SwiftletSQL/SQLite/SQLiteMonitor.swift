import Synchronization

/// The progress handler and busy handler of a SQLite connection.
///
/// SQLite calls it on the thread that runs the statement, many times a second, and never after the handle is closed.
final class SQLiteMonitor: Sendable {
    struct State {
        var interruption: SQLiteInterruption?
        var waitBegan: ContinuousClock.Instant?
    }

    let state = Mutex(State())
    let busyTimeout: Duration

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
}
