import CCurl
import Glibc

/// The polled descriptors in libcurl's format, with the results of the last poll.
struct PollSet {
    typealias Interest = EventLoop.Interest

    private var entries: [curl_waitfd] = []
    /// The id of each entry's wait.
    private var ids: [UInt64] = []
    private var version: UInt64 = 0
    /// Whether the last poll had results.
    private var hasEvents = false
    /// The waits whose descriptors are closed.
    private var invalid: [UInt64] = []
    /// The number of consecutive polls that counted a ready descriptor without reporting which.
    private var unexplainedPolls = 0
    /// The number of those after which the descriptors are checked, with one system call each.
    ///
    /// libcurl's own sockets are counted too, but not repeatedly: a closed descriptor ends every poll.
    private static let unexplainedPollLimit = 16

    /// Updates the descriptors, if the waits have changed.
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

    /// Polls until a transfer or a descriptor is ready, or the timeout expires.
    ///
    /// - Returns: The number of ready descriptors, including libcurl's own, and the number of those in this set; `nil` when
    ///   polling failed.
    mutating func poll(_ multi: borrowing CurlMulti, milliseconds: Int32) -> (count: Int, found: Int)? {
        guard let count = multi.poll(&entries, milliseconds: milliseconds) else { return nil }
        guard count > 0 else { return (0, 0) }
        var found = 0
        for entry in entries where entry.revents != 0 { found += 1 }
        // libcurl counts a closed descriptor but does not report which one.
        unexplainedPolls = count > found ? unexplainedPolls + 1 : 0
        if unexplainedPolls == Self.unexplainedPollLimit {
            unexplainedPolls = 0
            for index in entries.indices where entries[index].revents == 0 && !Self.isOpen(entries[index].fd) {
                invalid.append(ids[index])
            }
        }
        found += invalid.count
        hasEvents = found > 0
        return (count, found)
    }

    /// Calls `body` once for each wait that the last poll ended, with the readiness, or `nil` for a closed descriptor.
    mutating func takeEvents(_ body: (_ id: UInt64, _ interest: Interest?) -> Void) {
        guard hasEvents else { return }
        hasEvents = false
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
