/// A ``Database`` or a ``Transaction``, which both run statements.
///
/// ```swift
/// struct AccountStore: Sendable {
///     let database: any SQLExecutor
///
///     func balance(of id: Int) async throws -> Int {
///         try await database.query("SELECT balance FROM accounts WHERE id = \(id)").scalar(Int.self)
///     }
/// }
/// ```
///
/// A store that takes `any SQLExecutor` works both inside and outside of a transaction.
public protocol SQLExecutor: Sendable {
    /// The SQL dialect of the database.
    var dialect: SQLDialect { get }

    /// Runs a statement and returns all its rows.
    ///
    /// - Throws: ``SQLError``, or `CancellationError` when the task was cancelled. A statement is never sent twice.
    func query(_ sql: SQL) async throws -> SQLRows

    /// Runs statements, in one round trip on PostgreSQL, and returns their rows in order.
    ///
    /// The statements are atomic: if one fails, none has an effect.
    ///
    /// - Throws: As ``query(_:)``, the error of the first statement that failed.
    func pipeline(_ statements: [SQL]) async throws -> [SQLRows]

    /// Runs the body atomically: in a new transaction, or in a savepoint of the current one.
    ///
    /// - Throws: What the body throws, and ``SQLError`` from the transaction or the savepoint.
    func atomically<Result>(_ body: (any SQLExecutor) async throws -> Result) async throws -> Result

    /// Streams the rows of a statement in batches, so that memory use is bounded.
    ///
    /// The statement is sent when the first row is requested. Leaving the loop early discards the remaining rows; a
    /// transaction remains usable.
    ///
    /// - Parameters:
    ///   - sql: The statement.
    ///   - fetchSize: The maximum number of rows held in memory; at least 1.
    /// - Returns: The rows, to iterate with `for try await`.
    func stream(_ sql: SQL, fetchSize: Int) -> SQLRowStream
}

extension SQLExecutor {
    /// Runs a statement and returns the number of rows that it inserted, updated or deleted.
    ///
    /// - Throws: As ``query(_:)``.
    @discardableResult
    public func execute(_ sql: SQL) async throws -> Int {
        try await query(sql).affectedCount
    }

    /// Streams the rows of a statement in batches of 256.
    ///
    /// See ``stream(_:fetchSize:)``.
    public func stream(_ sql: SQL) -> SQLRowStream {
        stream(sql, fetchSize: 256)
    }

    /// Runs two statements in one round trip, such as one page of rows and the total count.
    ///
    /// - Throws: As ``pipeline(_:)-([SQL])``.
    public func pipeline(_ first: SQL, _ second: SQL) async throws -> (SQLRows, SQLRows) {
        let results = try await pipeline([first, second])
        return (results[0], results[1])
    }
}
