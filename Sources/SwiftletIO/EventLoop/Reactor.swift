internal import CCurl

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The part of a loop that only its thread touches: libcurl's multi handle, the transfers in it, and the poll set.
// Guard: whoever set `LoopState.isRunning` calls into it, and nobody else. `wakeUp()` is free of that: libcurl allows it
// from any thread, and the handle lives as long as the loop.
final class Reactor: @unchecked Sendable {
    /// What a poll found.
    struct Findings {
        /// Whether the transfers have to be moved on.
        var needsPerform = false
        /// The waits whose descriptors are ready.
        var ready: [(id: UInt64, interest: EventLoop.Interest)] = []
        /// The waits whose descriptors are not open.
        var invalid: [UInt64] = []
    }

    private let multi: CurlMulti
    /// The transfers under way, each of which knows its place here.
    private var active: [Transfer] = []
    private var pollSet: [curl_waitfd] = []
    private var pollIDs: [UInt64] = []
    private var pollVersion: UInt64 = 0
    /// Spare storage that trades places with the shared queues, so that a turn allocates nothing.
    var jobs: [QueuedJob] = []
    var commands: [LoopCommand] = []

    init() throws(EventLoopError) {
        multi = try CurlMulti()
    }

    func wakeUp() {
        multi.wakeUp()
    }

    // MARK: transfers

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
            // The connection that it has made is closed once the handle is taken out.
        } else {
            multi.remove(transfer.easy)
        }
        transfer.finish(result)
    }

    // MARK: descriptors

    /// Takes over the descriptors that are waited for, if they have changed.
    func update(from waits: borrowing WaitTable) {
        guard waits.version != pollVersion else { return }
        pollVersion = waits.version
        pollIDs.removeAll(keepingCapacity: true)
        pollSet.removeAll(keepingCapacity: true)
        for descriptor in waits.descriptors {
            pollIDs.append(descriptor.id)
            pollSet.append(curl_waitfd(fd: descriptor.number, events: descriptor.interest.pollEvents, revents: 0))
        }
    }

    /// Sleeps until there is something to do, and tells what.
    func poll(milliseconds: Int32) -> Findings {
        var findings = Findings()
        guard let count = multi.poll(&pollSet, milliseconds: milliseconds) else {
            // Polling is refused for want of memory or descriptors. Try again, but not in a hot loop.
            _ = usleep(1000)
            findings.needsPerform = !active.isEmpty
            return findings
        }
        if count > 0 { examine(count, &findings) }
        let found = findings.ready.count + findings.invalid.count
        // When it was only for the descriptors, libcurl need not look at each of its sockets.
        findings.needsPerform = !active.isEmpty && (found == 0 || count > found || multi.isDue)
        return findings
    }

    private func examine(_ count: Int, _ findings: inout Findings) {
        for index in pollSet.indices where pollSet[index].revents != 0 {
            findings.ready.append((pollIDs[index], EventLoop.Interest(pollEvents: pollSet[index].revents)))
        }
        // libcurl counts a closed descriptor but does not say which it was.
        if count > findings.ready.count {
            for index in pollSet.indices where pollSet[index].revents == 0 && !Self.isOpen(pollSet[index].fd) {
                findings.invalid.append(pollIDs[index])
            }
        }
    }

    static func isOpen(_ descriptor: Int32) -> Bool {
        fcntl(descriptor, F_GETFD) != -1
    }
}

extension EventLoop.Interest {
    fileprivate var pollEvents: Int16 {
        Int16((contains(.read) ? CURL_WAIT_POLLIN : 0) | (contains(.write) ? CURL_WAIT_POLLOUT : 0))
    }

    fileprivate init(pollEvents: Int16) {
        self = []
        if Int32(pollEvents) & (CURL_WAIT_POLLIN | CURL_WAIT_POLLPRI) != 0 { insert(.read) }
        if Int32(pollEvents) & CURL_WAIT_POLLOUT != 0 { insert(.write) }
    }
}
