/// How the pool behaves.
struct PoolSettings: Sendable {
    var size: Int
    var overflow: Int
    var acquireTimeout: Duration
    /// After that long without use, a connection is asked over the network before it is trusted.
    var probeAfterIdle: Duration
    var probeTimeout: Duration
    /// After about that long a connection is closed when it is not in use.
    var maxConnectionAge: Duration?
    /// What the connections lead through.
    var pooler = Database.Pooler.none

    var limit: Int { max(1, size) + max(0, overflow) }
}
