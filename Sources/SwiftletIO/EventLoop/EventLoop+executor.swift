import Synchronization

/// How jobs come to the loop.
extension EventLoop {
    /// Takes a job of a task that prefers this loop.
    public func enqueue(_ job: consuming ExecutorJob) {
        enqueue(QueuedJob(job: UnownedJob(job), isIsolated: false))
    }

    /// The executor for actors that live on this loop.
    public func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        unsafe UnownedSerialExecutor(ordinary: serialExecutor)
    }

    /// The executor for tasks that prefer this loop.
    public func asUnownedTaskExecutor() -> UnownedTaskExecutor {
        unsafe UnownedTaskExecutor(ordinary: self)
    }

    /// Traps unless called on the loop's thread.
    public func checkIsolated() {
        precondition(isOnThread, "This is not the event loop's thread.")
    }

    /// Whether the calling thread is the loop's.
    public func isIsolatingCurrentContext() -> Bool? { isOnThread }

    func enqueue(_ job: QueuedJob) {
        act(
            on: state.withLock { state in
                state.jobs.append(job)
                return state.wake()
            }
        )
    }

    /// Does what a change to the state asked for, outside the lock.
    func act(on wake: LoopState.Wake) {
        switch wake {
        case .none: break
        case .poll: reactor?.wakeUp()
        case .drain: Task.detached { self.drain() }
        }
    }

    func run(_ job: QueuedJob) {
        if job.isIsolated {
            unsafe job.job.runSynchronously(
                isolatedTo: asUnownedSerialExecutor(),
                taskExecutor: asUnownedTaskExecutor()
            )
        } else {
            // Not isolated: code without an actor would otherwise leave the loop's isolation, and queue up, after
            // every suspension.
            unsafe job.job.runSynchronously(on: asUnownedTaskExecutor())
        }
    }

    /// Does what is still to do on a loop that has ended, so that no task is left hanging.
    ///
    /// `isRunning` makes it the only one.
    private func drain() {
        occupyThread {
            while true {
                if let reactor { failEverything(reactor) }
                let jobs = state.withLock { state -> [QueuedJob] in
                    defer { state.jobs = [] }
                    // Without waits there is nothing that a command could be about.
                    state.commands = []
                    if state.jobs.isEmpty { state.isRunning = false }
                    return state.jobs
                }
                if jobs.isEmpty { return }
                for job in jobs { run(job) }
            }
        }
    }
}

/// The loop as the executor of actors.
///
/// It is an object of its own so that the loop can tell an actor's jobs from those of tasks without isolation: they run
/// differently, and a job does not say which it is.
final class LoopIsolation: SerialExecutor {
    private unowned let loop: EventLoop

    init(_ loop: EventLoop) {
        self.loop = loop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        loop.enqueue(QueuedJob(job: UnownedJob(job), isIsolated: true))
    }

    func checkIsolated() {
        loop.checkIsolated()
    }

    func isIsolatingCurrentContext() -> Bool? { loop.isOnThread }
}
