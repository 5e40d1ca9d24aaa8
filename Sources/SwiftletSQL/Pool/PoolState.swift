/// The state machine of the pool, without I/O.
///
/// A connection occupies a slot from before it is opened until it has been closed. There are waiters only while all slots
/// are occupied and no connection is idle, so a newcomer never overtakes a waiter. Times are measured since the creation of
/// the pool.
struct PoolState<Connection> {
    /// The permission to use or open a connection.
    enum Grant {
        /// Use a connection. One that was idle must be checked first.
        case use(Connection, idleSince: Duration?)
        /// Open a connection: a slot is free.
        case open
    }

    /// The result of releasing a connection.
    enum ReleaseOutcome: Equatable {
        case kept
        case handedOff(waiter: UInt64)
        case discarded
    }

    private let size: Int
    private let limit: Int
    private var idle: [(connection: Connection, since: Duration)] = []
    private(set) var count = 0
    private(set) var waiters: [UInt64] = []
    private(set) var isClosed = false

    init(size: Int, limit: Int) {
        self.size = size
        self.limit = limit
    }

    /// Acquires a connection or a slot, or returns `nil` if neither is free.
    mutating func tryAcquire() -> Grant? {
        // LIFO: the connection used last is the most likely to be alive.
        if let last = idle.popLast() {
            return .use(last.connection, idleSince: last.since)
        }
        guard count < limit else { return nil }
        count += 1
        return .open
    }

    mutating func enqueue(_ waiter: UInt64) {
        waiters.append(waiter)
    }

    /// Removes a waiter from the queue.
    mutating func removeWaiter(_ waiter: UInt64) {
        waiters.removeAll { $0 == waiter }
    }

    /// Releases a healthy connection.
    mutating func release(_ connection: Connection, at now: Duration) -> ReleaseOutcome {
        if !waiters.isEmpty {
            return .handedOff(waiter: waiters.removeFirst())
        }
        guard !isClosed, count <= size else {
            count -= 1
            return .discarded
        }
        idle.append((connection, now))
        return .kept
    }

    /// Releases the slot of a connection that was closed or could not be opened.
    ///
    /// - Returns: The waiter that gets the slot.
    mutating func releaseSlot() -> UInt64? {
        guard waiters.isEmpty else { return waiters.removeFirst() }
        count -= 1
        return nil
    }

    /// Removes all idle connections and returns them, to be closed.
    mutating func removeIdle() -> [Connection] {
        let connections = idle.map(\.connection)
        count -= idle.count
        idle = []
        return connections
    }

    /// Closes the pool; no further grants are made.
    ///
    /// - Returns: The idle connections to close, and the waiters to resume.
    mutating func close() -> (idle: [Connection], waiters: [UInt64]) {
        isClosed = true
        defer { waiters = [] }
        return (removeIdle(), waiters)
    }
}
