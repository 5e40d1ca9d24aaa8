import SwiftletIO

/// A connection leased from the pool.
///
/// It is released once, by ``end()`` or on deinitialization.
final class Lease: Sendable {
    let connection: any DriverConnection
    private let pool: ConnectionPool
    private let loop: EventLoop
    private let isEnded = OnceFlag()

    init(_ connection: any DriverConnection, from pool: ConnectionPool) {
        self.connection = connection
        self.pool = pool
        loop = EventLoop.preferred
    }

    deinit {
        if !isEnded.isRaised {
            pool.releaseInBackground(connection, on: loop)
        }
    }

    /// Releases the connection and waits until it has been reset.
    func end() async {
        guard isEnded.raise() else { return }
        await pool.release(connection)
    }

    /// Releases the connection like ``ConnectionPool/releaseInBackground(_:on:)``.
    func endInBackground() {
        guard isEnded.raise() else { return }
        pool.releaseInBackground(connection, on: loop)
    }
}
