/// One connection to a database, as the pool and the transactions see it.
///
/// One task at a time uses it.
protocol DriverConnection: AnyObject, Sendable {
    /// Runs a statement and keeps all its rows.
    func run(_ statement: SQLStatement, until deadline: ContinuousClock.Instant?) async throws -> SQLRows

    /// Runs statements in one round trip where the driver can. All of them count, or none.
    func run(pipeline statements: [SQLStatement], until deadline: ContinuousClock.Instant?) async throws -> [SQLRows]

    /// Starts a statement whose rows are fetched in batches.
    func open(_ statement: SQLStatement, until deadline: ContinuousClock.Instant?) async throws

    /// The next rows of the statement that was opened, nil after the last.
    func fetch(until deadline: ContinuousClock.Instant?) async throws -> SQLRows?

    /// Gives up the statement that was opened. No error matters any more.
    func closeCursor() async

    /// Whether the connection is inside a transaction, as the database has it.
    func transactionState() async -> TransactionState

    /// Whether an idle connection works as far as this side can tell; false where the other one has to be asked.
    func seemsAlive(after idle: Duration, settings: PoolSettings) -> Bool

    /// Whether an idle connection still works. Cheap, and with a round trip only after a long pause.
    func isAlive(after idle: Duration, settings: PoolSettings) async -> Bool

    /// Whether nothing has to be done before it is used again.
    var isAtRest: Bool { get }

    /// Brings the connection to rest after use: cancels what runs, rolls back what is open.
    ///
    /// - Returns: Whether it can be used again.
    func prepareForReuse() async -> Bool

    /// When the pool closes the connection because of its age, by the pool's clock; nil for never.
    var expiry: Duration? { get }

    /// Sets the ``expiry``.
    func expire(at expiry: Duration)

    /// Whether the server is still in the state in which it has to be; if not, it is the same for the other connections.
    var isOnRightServer: Bool { get }

    /// Ends the connection.
    func close() async
}

// A connection without a server does not age.
extension DriverConnection {
    var expiry: Duration? { nil }
    var isOnRightServer: Bool { true }

    func expire(at expiry: Duration) {}
}

/// Where a connection stands with transactions.
enum TransactionState: Sendable {
    case none
    case open
    /// Open, but PostgreSQL refuses every further statement.
    case failed
    /// The connection is gone, and any transaction with it.
    case broken
}
