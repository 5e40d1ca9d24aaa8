/// A database connection, as used by the pool and the transactions.
///
/// Only one task may use it at a time.
protocol DriverConnection: AnyObject, Sendable {
    /// Runs a statement and returns all its rows.
    func run(_ statement: SQLStatement, until deadline: ContinuousClock.Instant?) async throws -> SQLRows

    /// Runs statements atomically, in one round trip if the driver supports it.
    func run(pipeline statements: [SQLStatement], until deadline: ContinuousClock.Instant?) async throws -> [SQLRows]

    /// Starts a statement whose rows are fetched in batches.
    ///
    /// - Returns: The cursor's number on this connection. PostgreSQL supports one cursor at a time, and no other statement
    ///   meanwhile.
    func open(_ statement: SQLStatement, until deadline: ContinuousClock.Instant?) async throws -> Int

    /// Fetches the next rows of a cursor, up to a limit, or `nil` after the last.
    func fetch(_ cursor: Int, limit: Int, until deadline: ContinuousClock.Instant?) async throws -> SQLRows?

    /// Closes a cursor. Errors are ignored.
    func closeCursor(_ cursor: Int) async

    /// Closes all cursors. Errors are ignored.
    func closeCursors() async

    /// Starts a COPY to or from the server.
    func startCopy(
        _ statement: SQLStatement,
        direction: CopyDirection,
        until deadline: ContinuousClock.Instant?
    ) async throws

    /// Sends data of a COPY; returns when it has been handed to the network.
    func writeCopy(_ bytes: [UInt8], until deadline: ContinuousClock.Instant?) async throws

    /// Ends a COPY to the server and returns the number of rows inserted.
    func finishCopy(until deadline: ContinuousClock.Instant?) async throws -> Int

    /// Returns the next data of a COPY, or `nil` at the end.
    func readCopy(until deadline: ContinuousClock.Instant?) async throws -> [UInt8]?

    /// Waits for the next notification.
    func nextNotification() async throws -> SQLNotification

    /// Returns the transaction state that the database reports.
    func transactionState() async -> TransactionState

    /// Whether no transaction was open after the last statement.
    var isOutsideTransaction: Bool { get }

    /// The number of transactions committed by statements, as reported by the server; 0 if there is no server.
    var commitCount: Int { get }

    /// The process ID that the server reported on connecting, or `nil` if there is no server.
    var serverProcessID: Int32? { get }

    /// Returns whether an idle connection is alive as far as can be seen locally; `false` if it must be probed.
    func seemsAlive(after idle: Duration, settings: PoolSettings) -> Bool

    /// Returns whether an idle connection is alive. Makes a round trip only after a long idle time.
    func isAlive(after idle: Duration, settings: PoolSettings) async -> Bool

    /// Whether the connection can be reused without a reset.
    var isReusable: Bool { get }

    /// Resets the connection for reuse: cancels running statements and rolls back an open transaction.
    ///
    /// - Returns: Whether it can be reused.
    func prepareForReuse() async -> Bool

    /// The time at which the pool closes the connection because of its age, since the pool was created; `nil` for never.
    var expiry: Duration? { get }

    /// Sets the ``expiry``.
    func expire(at expiry: Duration)

    /// Whether the server still has the required role; if not, the same is true of the pool's other connections.
    var hasRequiredServerRole: Bool { get }

    /// Closes the connection.
    func close() async
}

// A connection without a server does not expire.
extension DriverConnection {
    var expiry: Duration? { nil }
    var hasRequiredServerRole: Bool { true }
    var commitCount: Int { 0 }

    func expire(at expiry: Duration) {}
}
