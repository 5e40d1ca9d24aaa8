/// Who has which connection: the decisions of the pool, without doing anything.
///
/// Every connection counts against the limit from before it is opened until after it is given up. Waiters exist only
/// while the limit is reached and nothing is idle, so a newcomer never overtakes one. Times are counted from whenever the
/// pool was made.
struct PoolState<Connection> {
    /// What someone who wants a connection may do.
    enum Grant {
        /// Use a connection. One that was idle has to be looked at first.
        case use(Connection, idleSince: Duration?)
        /// Open a connection: there is a place under the limit.
        case open
    }

    /// What becomes of a connection that was given back.
    enum Return: Equatable {
        case kept
        case passedOn(waiter: UInt64)
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

    /// Takes a connection or a place, nil when there is neither.
    mutating func take() -> Grant? {
        // The last one used is the one most likely to be alive.
        if let last = idle.popLast() {
            return .use(last.connection, idleSince: last.since)
        }
        guard count < limit else { return nil }
        count += 1
        return .open
    }

    mutating func wait(_ waiter: UInt64) {
        waiters.append(waiter)
    }

    /// A waiter waits no longer.
    mutating func leave(_ waiter: UInt64) {
        waiters.removeAll { $0 == waiter }
    }

    /// A connection comes back in good health.
    mutating func giveBack(_ connection: Connection, at now: Duration) -> Return {
        if !waiters.isEmpty {
            return .passedOn(waiter: waiters.removeFirst())
        }
        guard !isClosed, count <= size else {
            count -= 1
            return .discarded
        }
        idle.append((connection, now))
        return .kept
    }

    /// A connection is gone, or could not be opened.
    ///
    /// - Returns: The waiter who gets the place.
    mutating func giveUp() -> UInt64? {
        guard waiters.isEmpty else { return waiters.removeFirst() }
        count -= 1
        return nil
    }

    /// Takes all idle connections out, to be closed.
    mutating func removeIdle() -> [Connection] {
        let connections = idle.map(\.connection)
        count -= idle.count
        idle = []
        return connections
    }

    /// Hands out nothing any more.
    ///
    /// - Returns: The idle connections, to be closed, and the waiters, to be told.
    mutating func close() -> (idle: [Connection], waiters: [UInt64]) {
        isClosed = true
        defer { waiters = [] }
        return (removeIdle(), waiters)
    }
}
