import Logging
import Swiftlet

/// What happens around every statement: rendering, the deadline, and the log.
struct StatementRunner: Sendable {
    let dialect: SQLDialect
    var statementTimeout: Duration?
    let deadlineReserve: Duration
    let echo: Bool
    let logger: Logger

    /// When everything has to end: early enough before the end of the invocation that the error can still be answered.
    var invocationDeadline: ContinuousClock.Instant? {
        Context.current?.deadline.map { $0 - deadlineReserve }
    }

    /// When a statement that starts now has to end.
    var deadline: ContinuousClock.Instant? {
        let timeout = statementTimeout.map { ContinuousClock.now + $0 }
        guard let timeout, let invocationDeadline else { return timeout ?? invocationDeadline }
        return min(timeout, invocationDeadline)
    }

    func render(_ sql: SQL) throws(SQLError) -> SQLStatement {
        try SQLStatement(sql, for: dialect)
    }

    /// Logs the text of a statement, never its values.
    func log(_ statement: SQLStatement, since start: ContinuousClock.Instant, rows: SQLRows?) {
        guard echo else { return }
        let logger = Context.current?.logger ?? logger
        let elapsed = (ContinuousClock.now - start) / .microseconds(1)
        var metadata: Logger.Metadata = ["sql": "\(statement.text)", "microseconds": "\(Int(elapsed))"]
        if let rows {
            metadata["rows"] = "\(rows.count)"
            metadata["affected"] = "\(rows.affectedCount)"
        }
        logger.info(rows == nil ? "SQL statement failed" : "SQL statement", metadata: metadata)
    }

    func query(
        _ sql: SQL,
        on connection: any DriverConnection,
        isCacheable: Bool = true
    ) async throws -> SQLRows {
        let statement = try SQLStatement(sql, for: dialect, isCacheable: isCacheable)
        let start = ContinuousClock.now
        do {
            let rows = try await connection.run(statement, until: deadline)
            log(statement, since: start, rows: rows)
            return rows
        } catch {
            log(statement, since: start, rows: nil)
            throw error
        }
    }

    func pipeline(_ statements: [SQL], on connection: any DriverConnection) async throws -> [SQLRows] {
        let rendered = try statements.map { sql throws(SQLError) in try render(sql) }
        guard !rendered.isEmpty else { return [] }
        let start = ContinuousClock.now
        let results = try await connection.run(pipeline: rendered, until: deadline)
        for (statement, rows) in zip(rendered, results) {
            log(statement, since: start, rows: rows)
        }
        return results
    }
}
