import Synchronization

/// What the loop's thread does.
extension EventLoop {
    /// How often jobs may follow each other before the descriptors get a look.
    private static let jobBatchesPerPoll = 64
    /// How many batches of ready jobs still run after the end, in case they keep making new ones.
    private static let lastBatches = 256

    func turnUntilStopped(_ reactor: Reactor) {
        var batches = 0
        var lastBatches = 0
        while true {
            let (isStopping, isClosing) = runJobs(reactor)
            applyCommands(reactor)
            if isClosing { failEverything(reactor) }
            if isStopping {
                lastBatches += 1
                if lastBatches > Self.lastBatches || state.withLock({ $0.jobs.isEmpty && $0.commands.isEmpty }) {
                    return
                }
                continue
            }
            batches += 1
            let isStarving = batches >= Self.jobBatchesPerPoll
            let wait = state.withLock { state -> Int32? in
                guard state.isQuiet || isStarving else { return nil }
                reactor.update(from: state.waits)
                let wait = state.isQuiet ? Self.wait(until: state.waits.nearestDeadline) : 0
                state.isSleeping = wait > 0
                return wait
            }
            guard let wait else { continue }
            batches = 0
            let needsPerform = reactor.poll(milliseconds: wait)
            // First of all, because this ends the sleep: what is resumed from here on needs no wake-up.
            resumeWaits(reactor)
            if needsPerform { reactor.perform() }
        }
    }

    /// Runs the jobs that are there, not those that they make.
    ///
    /// Returns whether the run is over, and the loop with it.
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

    /// Fails all that is waited for, on a loop that accepts nothing new.
    func failEverything(_ reactor: Reactor) {
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
