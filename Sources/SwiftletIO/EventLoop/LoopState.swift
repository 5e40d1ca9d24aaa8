/// The state that a loop shares between threads, under its lock.
struct LoopState {
    enum Wake {
        case none
        /// The loop is polling and must be woken.
        case poll
        /// The loop will not run again: remaining jobs must run elsewhere.
        case drain
    }

    var jobs: [QueuedJob] = []
    var commands: [LoopCommand] = []
    var waits = WaitTable()
    /// Set by the loop's thread before it polls, in the critical section that finds no work; cleared by the first thread
    /// that adds work, so that only this one wakes the loop.
    var isSleeping = false
    /// Whether a thread is running the loop.
    var isRunning = false
    /// Whether the current run is ending.
    var isStopping = false
    /// Whether the loop is shut down and accepts no waits.
    var isClosed = false
    /// Whether the pending waits and transfers must fail, because the loop was shut down.
    var isClosing = false

    /// Whether there is no work for the loop.
    var isIdle: Bool { jobs.isEmpty && commands.isEmpty && !isStopping && !isClosing }

    /// Returns the wake-up required after adding work; must be called in the same critical section.
    mutating func wake() -> Wake {
        if isSleeping {
            isSleeping = false
            return .poll
        }
        if isClosed, !isRunning {
            isRunning = true
            return .drain
        }
        return .none
    }
}
