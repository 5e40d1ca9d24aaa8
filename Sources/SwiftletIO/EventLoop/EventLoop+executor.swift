import Synchronization

/// The loop as an executor.
extension EventLoop {
    /// Enqueues a job of a task that prefers this loop.
    public func enqueue(_ job: consuming ExecutorJob) {
        enqueue(QueuedJob(job: UnownedJob(job), isIsolated: false))
    }

    /// The serial executor for actors on this loop.
    public func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        unsafe UnownedSerialExecutor(ordinary: serialExecutor)
    }

    /// The task executor for tasks that prefer this loop.
    public func asUnownedTaskExecutor() -> UnownedTaskExecutor {
        unsafe UnownedTaskExecutor(ordinary: self)
    }

    /// Traps unless called on the loop's thread.
    public func checkIsolated() {
        precondition(isOnThread, "This is not the event loop's thread.")
    }

    /// Whether the current thread is the loop's.
    public func isIsolatingCurrentContext() -> Bool? { isOnThread }

    func enqueue(_ job: QueuedJob) {
        act(
            on: state.withLock { state in
                state.jobs.append(job)
                return state.wake()
            }
        )
    }

    /// Performs the wake-up that a change of the state requires, outside the lock.
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
            // Not isolated: otherwise nonisolated code would leave the loop's isolation and be enqueued again after every
            // suspension.
            unsafe job.job.runSynchronously(on: asUnownedTaskExecutor())
        }
    }

    /// Runs the remaining jobs of a loop that has been shut down, so that no task hangs.
    ///
    /// `isRunning` prevents concurrent drains.
    private func drain() {
        runOnCurrentThread {
            while true {
                if let reactor { failAllPending(reactor) }
                let jobs = state.withLock { state -> [QueuedJob] in
                    defer { state.jobs = [] }
                    // Without waits commands have no effect.
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
