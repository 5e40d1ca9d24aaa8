import CCurl

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The descriptors that are waited for, as libcurl takes them, and what the last poll said of them.
struct PollSet {
    typealias Interest = EventLoop.Interest

    private var entries: [curl_waitfd] = []
    /// The wait that each entry stands for.
    private var ids: [UInt64] = []
    private var version: UInt64 = 0
    /// Whether there is something to say of an entry.
    private var hasFindings = false
    /// The waits whose descriptors are not open.
    private var invalid: [UInt64] = []
    /// How many polls in a row have counted a descriptor without saying which.
    private var unexplainedPolls = 0
    /// After how many of those the descriptors are checked, at one system call each.
    ///
    /// A socket of libcurl's own is counted in this way too, but not again and again: a closed descriptor ends every poll.
    private static let unexplainedPollLimit = 16

    /// Takes over the waits for descriptors, if they have changed.
    mutating func update(from waits: borrowing WaitTable) {
        guard waits.version != version else { return }
        version = waits.version
        ids.removeAll(keepingCapacity: true)
        entries.removeAll(keepingCapacity: true)
        for descriptor in waits.descriptors {
            ids.append(descriptor.id)
            entries.append(curl_waitfd(fd: descriptor.number, events: descriptor.interest.pollEvents, revents: 0))
        }
    }

    /// Sleeps until a transfer or a descriptor can go on, or the time is over.
    ///
    /// Returns how many descriptors are ready, libcurl's own included, and how many of those here; nil when polling is
    /// refused.
    mutating func poll(_ multi: borrowing CurlMulti, milliseconds: Int32) -> (count: Int, found: Int)? {
        guard let count = multi.poll(&entries, milliseconds: milliseconds) else { return nil }
        guard count > 0 else { return (0, 0) }
        var found = 0
        for entry in entries where entry.revents != 0 { found += 1 }
        // libcurl counts a closed descriptor but does not say which it was.
        unexplainedPolls = count > found ? unexplainedPolls + 1 : 0
        if unexplainedPolls == Self.unexplainedPollLimit {
            unexplainedPolls = 0
            for index in entries.indices where entries[index].revents == 0 && !Self.isOpen(entries[index].fd) {
                invalid.append(ids[index])
            }
        }
        found += invalid.count
        hasFindings = found > 0
        return (count, found)
    }

    /// Tells of each wait that the last poll has ended, once: what its descriptor is ready for, nil if it is not open.
    mutating func takeFindings(_ body: (_ id: UInt64, _ interest: Interest?) -> Void) {
        guard hasFindings else { return }
        hasFindings = false
        for index in entries.indices where entries[index].revents != 0 {
            body(ids[index], Interest(pollEvents: entries[index].revents))
        }
        guard !invalid.isEmpty else { return }
        for id in invalid { body(id, nil) }
        invalid = []
    }

    private static func isOpen(_ descriptor: Int32) -> Bool {
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
