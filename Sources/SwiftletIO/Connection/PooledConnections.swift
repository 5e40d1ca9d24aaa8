import Synchronization

/// An object with pooled connections, such as a connection pool of a database.
package protocol ConnectionPooling: AnyObject, Sendable {
    /// Closes the idle connections; later requests open new ones.
    func closeIdleConnections() async
}

/// The pooled connections of the process, which are closed before a snapshot of it is taken.
package enum PooledConnections {
    private struct Entry: Sendable {
        weak let pool: (any ConnectionPooling)?
    }

    private static let entries = Mutex<[Entry]>([])

    /// Registers a pool, without keeping it alive.
    package static func register(_ pool: any ConnectionPooling) {
        entries.withLock { entries in
            entries.removeAll { $0.pool == nil }
            entries.append(Entry(pool: pool))
        }
    }

    /// Closes the idle connections of all pools, and shuts down the connections of HTTP clients.
    package static func close() async {
        for pool in entries.withLock({ $0.compactMap(\.pool) }) {
            await pool.closeIdleConnections()
        }
        HTTPSockets.shutDown()
    }
}
