import SwiftletIO
import Synchronization

/// A connection on loan from the pool.
///
/// It goes back once, by ``end()`` or when nobody holds the lease any more.
final class Lease: Sendable {
    let connection: any DriverConnection
    private let pool: ConnectionPool
    private let loop: EventLoop
    private let isEnded = Atomic(false)

    init(_ connection: any DriverConnection, from pool: ConnectionPool) {
        self.connection = connection
        self.pool = pool
        loop = EventLoop.preferred
    }

    deinit {
        if !isEnded.load(ordering: .relaxed) {
            pool.releaseInBackground(connection, on: loop)
        }
    }

    /// Gives the connection back and waits until it is at rest.
    func end() async {
        guard !isEnded.exchange(true, ordering: .relaxed) else { return }
        await pool.release(connection)
    }

    /// Gives the connection back as ``ConnectionPool/releaseInBackground(_:on:)`` does.
    func endInBackground() {
        guard !isEnded.exchange(true, ordering: .relaxed) else { return }
        pool.releaseInBackground(connection, on: loop)
    }
}
