import CCurl
import Glibc

/// The part of a loop that only its thread uses: the libcurl multi handle, its transfers, and the poll set.
// Guard: only the thread that set `LoopState.isRunning` uses it. The exception is `wakeUp()`, which libcurl allows from
// any thread, and the handle lives as long as the loop.
final class Reactor: @unchecked Sendable {
    typealias Interest = EventLoop.Interest

    private let multi: CurlMulti
    /// The active transfers, each with its index here.
    private var active: [Transfer] = []
    /// The number of connections held open by connect-only transfers.
    private var heldConnections = 0
    private var pollSet = PollSet()
    /// Buffers that are swapped with the shared queues, so that an iteration allocates nothing.
    var jobs: [QueuedJob] = []
    var commands: [LoopCommand] = []
    /// The waits ended by the last poll, until they are resumed: those that succeed, and those with a closed descriptor.
    private var ready: [(waiter: Waiter<Interest>, interest: Interest)] = []
    private var invalid: [Waiter<Interest>] = []

    init() throws(EventLoopError) {
        multi = try CurlMulti()
    }

    func wakeUp() {
        multi.wakeUp()
    }

    // MARK: - Transfers

    /// Executes a command, and returns whether ``perform()`` must be called.
    func apply(_ command: LoopCommand, on loop: EventLoop) -> Bool {
        switch command {
        case .add(let transfer):
            let id = transfer.id
            guard !transfer.isConsumed else {
                transfer.finish(.failure(HTTPClientError(.invalidRequest, "The request's body has already been sent.")))
                return false
            }
            transfer.begin()
            if transfer.hasChannels { transfer.openChannels { loop.unpause(id: id) } }
            guard multi.add(transfer.easy) else {
                transfer.finish(.failure(HTTPClientError(.unavailable, "libcurl rejected the transfer.")))
                return false
            }
            transfer.index = active.count
            active.append(transfer)
            return true
        case .cancel(let id):
            guard let transfer = find(id) else { return false }
            end(transfer, .failure(CancellationError()))
            return false
        case .unpause(let id):
            guard let transfer = find(id) else { return false }
            transfer.easy.unpause()
            return true
        case .disconnect(let transfer):
            multi.remove(transfer.easy)
            heldConnections -= 1
            multi.reserveConnections(heldConnections)
            return false
        case .interrupt(let wait):
            loop.endWait(wait)
            return false
        }
    }

    /// Advances every transfer, and completes those that have ended.
    func perform() {
        multi.perform()
        while let (transfer, result) = multi.nextFinished() {
            end(transfer, transfer.outcome(of: result))
        }
    }

    /// Ends every transfer.
    func failAll(_ error: HTTPClientError) {
        for transfer in active { end(transfer, .failure(error)) }
    }

    /// A linear search: needed only for cancellation and for paused channels.
    private func find(_ id: UInt64) -> Transfer? {
        active.first { $0.id == id }
    }

    private func end(_ transfer: Transfer, _ result: Result<Void, any Error>) {
        guard let index = transfer.index else { return }
        transfer.index = nil
        let last = active.removeLast()
        if last !== transfer {
            active[index] = last
            last.index = index
        }
        if case .success = result, transfer.options.connectsOnly {
            // libcurl keeps the connection open until the handle is removed.
            heldConnections += 1
            multi.reserveConnections(heldConnections)
        } else {
            multi.remove(transfer.easy)
        }
        transfer.finish(result)
    }

    // MARK: - Descriptors

    /// Updates the polled descriptors, if the waits have changed.
    func update(from waits: borrowing WaitTable) {
        pollSet.update(from: waits)
    }

    /// Polls until there is work.
    ///
    /// - Returns: Whether ``perform()`` must be called.
    func poll(milliseconds: Int32) -> Bool {
        guard let (count, found) = pollSet.poll(multi, milliseconds: milliseconds) else {
            // Polling failed because memory or descriptors are exhausted. Retry, but not in a busy loop.
            _ = usleep(1000)
            return !active.isEmpty
        }
        // If only the loop's own descriptors are ready, libcurl need not check its sockets.
        return !active.isEmpty && (found == 0 || count > found || multi.isDue)
    }

    /// Removes the waits that the last poll ended, and those whose deadline has passed, from the table.
    ///
    /// A wait for which both are true succeeds.
    func takeEnded(from waits: inout WaitTable) {
        pollSet.takeEvents { id, interest in
            guard let waiter = waits.remove(id) else { return }
            if let interest {
                ready.append((waiter, interest))
            } else {
                invalid.append(waiter)
            }
        }
        if waits.nearestDeadline != nil {
            let now = ContinuousClock.now
            while let waiter = waits.popDue(at: now) { ready.append((waiter, [])) }
        }
    }

    /// Resumes the removed waits.
    func resumeEnded() {
        for (waiter, interest) in ready { waiter.resume(returning: interest) }
        ready.removeAll(keepingCapacity: true)
        guard !invalid.isEmpty else { return }
        for waiter in invalid { waiter.resume(throwing: EventLoop.closedDescriptor) }
        invalid.removeAll(keepingCapacity: true)
    }
}
