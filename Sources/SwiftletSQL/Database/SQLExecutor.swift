/// What statements can be sent to: a ``Database``, or a ``Transaction`` in it.
///
/// Write a store against `any SQLExecutor`, and it works inside a transaction as well as without one.
public protocol SQLExecutor: Sendable {
    /// The language of the database.
    var dialect: SQLDialect { get }

    /// Runs a statement and returns its rows, all of them in memory.
    ///
    /// - Throws: ``SQLError``, or `CancellationError` when the task was cancelled. A statement is never sent twice.
    func query(_ sql: SQL) async throws -> SQLRows

    /// Runs statements in one round trip where the driver can (PostgreSQL), and returns their rows in order.
    ///
    /// They happen together: when one fails, none of them has an effect.
    ///
    /// - Throws: As ``query(_:)``, the error of the first that failed.
    func pipeline(_ statements: [SQL]) async throws -> [SQLRows]

    /// Runs the body so that all of its statements count or none: in a transaction of its own, or in a savepoint of the
    /// current one.
    ///
    /// - Throws: What the body throws, and ``SQLError`` from the transaction or the savepoint.
    func atomically<Result>(_ body: (any SQLExecutor) async throws -> Result) async throws -> Result

    /// The rows of a statement, fetched while they are read, so that memory stays bounded.
    ///
    /// The statement is sent when the first row is asked for. Leaving the loop early discards the rest, and leaves a
    /// transaction usable.
    ///
    /// - Parameters:
    ///   - sql: The statement.
    ///   - fetchSize: How many rows are kept in memory, at most; at least 1.
    /// - Returns: The rows, which are read by `for try await`.
    func stream(_ sql: SQL, fetchSize: Int) -> SQLRowStream
}

extension SQLExecutor {
    /// Runs a statement and returns how many rows it inserted, updated or deleted.
    ///
    /// - Throws: As ``query(_:)``.
    @discardableResult
    public func execute(_ sql: SQL) async throws -> Int {
        try await query(sql).affectedCount
    }

    /// The rows of a statement, fetched while they are read, 256 at a time.
    ///
    /// See ``stream(_:fetchSize:)``.
    public func stream(_ sql: SQL) -> SQLRowStream {
        stream(sql, fetchSize: 256)
    }

    /// Runs two statements in one round trip: a page and the count of all rows, say.
    ///
    /// - Throws: As ``pipeline(_:)-([SQL])``.
    public func pipeline(_ first: SQL, _ second: SQL) async throws -> (SQLRows, SQLRows) {
        let results = try await pipeline([first, second])
        return (results[0], results[1])
    }

    /// Runs three statements in one round trip.
    ///
    /// - Throws: As ``pipeline(_:)-([SQL])``.
    public func pipeline(_ first: SQL, _ second: SQL, _ third: SQL) async throws -> (SQLRows, SQLRows, SQLRows) {
        let results = try await pipeline([first, second, third])
        return (results[0], results[1], results[2])
    }
}
