import Synchronization

/// The run loop of the loop's thread.
extension EventLoop {
    /// The maximum number of job batches between two polls, so that descriptors do not starve.
    private static let jobBatchesPerPoll = 64
    /// The maximum number of job batches that run after the stop, in case jobs keep enqueuing new ones.
    private static let maxDrainBatches = 256

    func runUntilStopped(_ reactor: Reactor) {
        var batches = 0
        var drainBatches = 0
        while true {
            let (isStopping, isClosing) = runJobs(reactor)
            applyCommands(reactor)
            if isClosing { failAllPending(reactor) }
            if isStopping {
                drainBatches += 1
                if drainBatches > Self.maxDrainBatches || state.withLock({ $0.jobs.isEmpty && $0.commands.isEmpty }) {
                    return
                }
                continue
            }
            batches += 1
            let isStarving = batches >= Self.jobBatchesPerPoll
            let wait = state.withLock { state -> Int32? in
                guard state.isIdle || isStarving else { return nil }
                reactor.update(from: state.waits)
                let wait = state.isIdle ? Self.wait(until: state.waits.nearestDeadline) : 0
                state.isSleeping = wait > 0
                return wait
            }
            guard let wait else { continue }
            batches = 0
            let needsPerform = reactor.poll(milliseconds: wait)
            // First, because this clears `isSleeping`: jobs enqueued from here on need no wake-up.
            resumeWaits(reactor)
            if needsPerform { reactor.perform() }
        }
    }

    /// Runs the enqueued jobs, not those that they enqueue.
    ///
    /// - Returns: Whether the current run is stopping, and whether the loop is shutting down.
    private func runJobs(_ reactor: Reactor) -> (isStopping: Bool, isClosing: Bool) {
        let flags = state.withLock { state in
            swap(&state.jobs, &reactor.jobs)
            return (state.isStopping, state.isClosing)
        }
        for job in reactor.jobs { run(job) }
        reactor.jobs.removeAll(keepingCapacity: true)
        return flags
    }

    private func applyCommands(_ reactor: Reactor) {
        state.withLock { swap(&$0.commands, &reactor.commands) }
        guard !reactor.commands.isEmpty else { return }
        var needsPerform = false
        for command in reactor.commands where reactor.apply(command, on: self) {
            needsPerform = true
        }
        reactor.commands.removeAll(keepingCapacity: true)
        if needsPerform { reactor.perform() }
    }

    /// Resumes the waits that have ended.
    private func resumeWaits(_ reactor: Reactor) {
        state.withLock { state in
            state.isSleeping = false
            reactor.takeEnded(from: &state.waits)
        }
        reactor.resumeEnded()
    }

    /// Fails all waits and transfers of a loop that accepts no new ones.
    func failAllPending(_ reactor: Reactor) {
        applyCommands(reactor)
        let waiters = state.withLock { state in
            state.isClosing = false
            return state.waits.removeAll()
        }
        for waiter in waiters { waiter.resume(throwing: EventLoopError.shutDown) }
        reactor.failAll(.shutDown)
    }

    private static func wait(until deadline: ContinuousClock.Instant?) -> Int32 {
        guard let deadline else { return .max }
        return Int32(clamping: (deadline - ContinuousClock.now).inMilliseconds)
    }
}
