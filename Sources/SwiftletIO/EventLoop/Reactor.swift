import CCurl

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The part of a loop that only its thread touches: libcurl's multi handle, the transfers in it, and the poll set.
// Guard: whoever set `LoopState.isRunning` calls into it, and nobody else. `wakeUp()` is free of that: libcurl allows it
// from any thread, and the handle lives as long as the loop.
final class Reactor: @unchecked Sendable {
    typealias Interest = EventLoop.Interest

    private let multi: CurlMulti
    /// The transfers under way, each of which knows its place here.
    private var active: [Transfer] = []
    /// How many connections are held open by transfers that only make one.
    private var heldConnections = 0
    private var pollSet = PollSet()
    /// Spare storage that trades places with the shared queues, so that a turn allocates nothing.
    var jobs: [QueuedJob] = []
    var commands: [LoopCommand] = []
    /// The waits that the last poll has ended, until they are resumed: those that end well, and those whose descriptors are not
    /// open.
    private var ready: [(waiter: Waiter<Interest>, interest: Interest)] = []
    private var invalid: [Waiter<Interest>] = []

    init() throws(EventLoopError) {
        multi = try CurlMulti()
    }

    func wakeUp() {
        multi.wakeUp()
    }

    // MARK: Transfers

    /// Applies what was asked for.
    ///
    /// Returns whether the transfers have to be moved on.
    func apply(_ command: LoopCommand, on loop: EventLoop) -> Bool {
        switch command {
        case .add(let transfer):
            let ticket = transfer.ticket
            guard !transfer.isSpent else {
                transfer.finish(.failure(HTTPClientError(.invalidRequest, "The request's body has been sent already.")))
                return false
            }
            transfer.begin()
            if transfer.hasChannels { transfer.openChannels { loop.unpause(ticket: ticket) } }
            guard multi.add(transfer.easy) else {
                transfer.finish(.failure(HTTPClientError(.unavailable, "libcurl refused the transfer.")))
                return false
            }
            transfer.place = active.count
            active.append(transfer)
            return true
        case .cancel(let ticket):
            guard let transfer = find(ticket) else { return false }
            end(transfer, .failure(CancellationError()))
            return false
        case .unpause(let ticket):
            guard let transfer = find(ticket) else { return false }
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

    /// Moves every transfer on, and completes those that have ended.
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

    /// Looks through them all: it is done for a cancellation, and for a channel that a transfer waits for.
    private func find(_ ticket: UInt64) -> Transfer? {
        active.first { $0.ticket == ticket }
    }

    private func end(_ transfer: Transfer, _ result: Result<Void, any Error>) {
        guard let place = transfer.place else { return }
        transfer.place = nil
        let last = active.removeLast()
        if last !== transfer {
            active[place] = last
            last.place = place
        }
        if case .success = result, transfer.options.connectsOnly {
            // The connection stays open until the handle is removed.
            heldConnections += 1
            multi.reserveConnections(heldConnections)
        } else {
            multi.remove(transfer.easy)
        }
        transfer.finish(result)
    }

    // MARK: Descriptors

    /// Takes over the descriptors that are waited for, if they have changed.
    func update(from waits: borrowing WaitTable) {
        pollSet.update(from: waits)
    }

    /// Sleeps until there is something to do.
    ///
    /// - Returns: Whether the transfers have to be moved on.
    func poll(milliseconds: Int32) -> Bool {
        guard let (count, found) = pollSet.poll(multi, milliseconds: milliseconds) else {
            // Polling is refused for want of memory or descriptors. Try again, but not in a hot loop.
            _ = usleep(1000)
            return !active.isEmpty
        }
        // When it was only for the descriptors, libcurl need not look at each of its sockets.
        return !active.isEmpty && (found == 0 || count > found || multi.isDue)
    }

    /// Takes the waits that the last poll has ended, and those whose deadline has come, out of the table.
    ///
    /// A wait for which both are true is a success.
    func takeEnded(from waits: inout WaitTable) {
        pollSet.takeFindings { id, interest in
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

    /// Resumes what was taken.
    func resumeEnded() {
        for (waiter, interest) in ready { waiter.resume(returning: interest) }
        ready.removeAll(keepingCapacity: true)
        guard !invalid.isEmpty else { return }
        for waiter in invalid { waiter.resume(throwing: EventLoop.closedDescriptor) }
        invalid.removeAll(keepingCapacity: true)
    }
}
