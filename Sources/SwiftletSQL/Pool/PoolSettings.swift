/// The settings of a ``ConnectionPool``.
struct PoolSettings: Sendable {
    var size: Int
    var overflow: Int
    var acquireTimeout: Duration
    /// The idle time after which a connection is probed before it is used.
    var probeAfterIdle: Duration
    var probeTimeout: Duration
    /// The approximate age at which a connection is closed while it is not in use.
    var maxConnectionAge: Duration?
    /// Receives the time of each acquisition that could not use an idle connection immediately.
    var onWait: (@Sendable (Duration) -> Void)?
    /// The connection pooler in front of the server.
    var pooler = Database.Pooler.none

    var limit: Int { max(1, size) + max(0, overflow) }
}
