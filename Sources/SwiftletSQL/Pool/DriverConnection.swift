/// One connection to a database, as the pool and the transactions see it.
///
/// One task at a time uses it.
protocol DriverConnection: AnyObject, Sendable {
    /// Runs a statement and keeps all its rows.
    func run(_ statement: SQLStatement, until deadline: ContinuousClock.Instant?) async throws -> SQLRows

    /// Runs statements in one round trip where the driver can. All of them count, or none.
    func run(pipeline statements: [SQLStatement], until deadline: ContinuousClock.Instant?) async throws -> [SQLRows]

    /// Starts a statement whose rows are fetched in batches.
    ///
    /// - Returns: Its number on this connection. PostgreSQL runs one such statement at a time, and nothing else meanwhile.
    func open(_ statement: SQLStatement, until deadline: ContinuousClock.Instant?) async throws -> Int

    /// The next rows of a statement that was opened, at most so many, nil after the last.
    func fetch(_ cursor: Int, limit: Int, until deadline: ContinuousClock.Instant?) async throws -> SQLRows?

    /// Gives up a statement that was opened. Errors are ignored.
    func closeCursor(_ cursor: Int) async

    /// Gives up all statements that were opened. Errors are ignored.
    func closeCursors() async

    /// Starts a COPY, of which the data follows or is read.
    func startCopy(
        _ statement: SQLStatement,
        direction: CopyDirection,
        until deadline: ContinuousClock.Instant?
    ) async throws

    /// Sends data of a COPY; returns when it is on its way.
    func writeCopy(_ bytes: [UInt8], until deadline: ContinuousClock.Instant?) async throws

    /// Ends a COPY to the server, and returns how many rows it has stored.
    func finishCopy(until deadline: ContinuousClock.Instant?) async throws -> Int

    /// The data of a COPY that has arrived, nil at the end.
    func readCopy(until deadline: ContinuousClock.Instant?) async throws -> [UInt8]?

    /// Waits for the next message of a channel.
    func nextNotification() async throws -> SQLNotification

    /// Whether the connection is inside a transaction, as the database has it.
    func transactionState() async -> TransactionState

    /// Whether the last statement left the connection without a transaction.
    var isOutsideTransaction: Bool { get }

    /// How many transactions statements have committed, as the server reported it; 0 without a server.
    var commitCount: Int { get }

    /// The number of the server's process as the server reported it when the connection was made, nil without a server.
    var serverProcess: Int32? { get }

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
    var commitCount: Int { 0 }

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
