import Synchronization

extension SQLiteMonitor {
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
