/// A Swift job on its way to the loop's thread.
struct QueuedJob: Sendable {
    var job: UnownedJob
    /// Whether it came through the loop's serial executor, and so runs isolated to it.
    var isIsolated: Bool
}

/// Something that only the loop's thread may do, most of it to libcurl's handles.
enum LoopCommand: Sendable {
    case add(Transfer)
    case cancel(ticket: UInt64)
    case unpause(ticket: UInt64)
    /// Closes the connection that the transfer has made.
    case disconnect(Transfer)
    /// Ends a wait as if its deadline had come.
    case interrupt(wait: UInt64)
}

/// All that a loop shares between threads, under its lock.
struct LoopState {
    enum Wake {
        case none
        /// The loop sleeps, and has to be woken.
        case poll
        /// The loop will never turn again: what is left has to run elsewhere.
        case drain
    }

    var jobs: [QueuedJob] = []
    var commands: [LoopCommand] = []
    var waits = WaitTable()
    /// Set by the loop's thread when it goes to sleep, in the critical section that finds nothing to do; cleared by the
    /// first who gives it something to do, and only that one pays for a wake-up.
    var isSleeping = false
    /// A thread is turning the loop.
    var isRunning = false
    /// The current run has what it waited for.
    var isStopping = false
    /// No wait is accepted any more.
    var isClosed = false
    /// The loop was closed, and what is still waited for has to fail.
    var isClosing = false

    /// Nothing wants the loop to turn at once.
    var isQuiet: Bool { jobs.isEmpty && commands.isEmpty && !isStopping && !isClosing }

    /// To be called after anything was added, in the same critical section.
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
