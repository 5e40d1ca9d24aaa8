import Logging
import SwiftletContext

/// Runs statements on a connection: renders them, applies the deadline, and logs them.
struct StatementRunner: Sendable {
    let dialect: SQLDialect
    var statementTimeout: Duration?
    let deadlineReserve: Duration
    /// The level at which statements are logged; `nil` if they are not.
    let logLevel: Logger.Level?
    let logger: Logger

    /// The deadline of the invocation, minus the time reserved for the error response.
    var invocationDeadline: ContinuousClock.Instant? {
        Context.current?.deadline.map { $0 - deadlineReserve }
    }

    /// The deadline of a statement that starts now.
    var deadline: ContinuousClock.Instant? {
        let timeout = statementTimeout.map { ContinuousClock.now + $0 }
        guard let timeout, let invocationDeadline else { return timeout ?? invocationDeadline }
        return min(timeout, invocationDeadline)
    }

    func render(_ sql: SQL, isCacheable: Bool = true) throws(SQLError) -> SQLStatement {
        try SQLStatement(sql, for: dialect, isCacheable: isCacheable)
    }

    /// Logs the text of a statement, never its values.
    private func log(_ statement: SQLStatement, since start: ContinuousClock.Instant, _ outcome: Logger.Metadata) {
        guard let logLevel else { return }
        let logger = Context.current?.logger ?? logger
        let elapsed = Int((ContinuousClock.now - start) / .microseconds(1))
        let metadata: Logger.Metadata = ["sql": "\(statement.text)", "microseconds": "\(elapsed)"]
        logger.log(level: logLevel, "SQL statement", metadata: metadata.merging(outcome) { $1 })
    }

    /// Runs the body and logs the outcome of each statement.
    private func logging<Result>(
        _ statements: [SQLStatement],
        _ body: () async throws -> Result,
        outcomes: (Result) -> [Logger.Metadata]
    ) async throws -> Result {
        let start = ContinuousClock.now
        do {
            let result = try await body()
            for (statement, outcome) in zip(statements, outcomes(result)) {
                log(statement, since: start, outcome)
            }
            return result
        } catch {
            for statement in statements {
                log(statement, since: start, ["failed": "\((error as? SQLError)?.code.description ?? "cancelled")"])
            }
            throw error
        }
    }

    private static func outcome(_ rows: SQLRows) -> Logger.Metadata {
        ["rows": "\(rows.count)", "affected": "\(rows.affectedCount)"]
    }

    @inline(__always)
    func query(
        _ sql: SQL,
        on connection: any DriverConnection,
        isCacheable: Bool = true
    ) async throws -> SQLRows {
        let statement = try SQLStatement(sql, for: dialect, isCacheable: isCacheable)
        guard logLevel != nil else { return try await connection.run(statement, until: deadline) }
        return try await logging([statement]) {
            try await connection.run(statement, until: deadline)
        } outcomes: {
            [Self.outcome($0)]
        }
    }

    /// Starts a statement whose rows are fetched in batches.
    ///
    /// - Returns: The cursor's number on the connection.
    func open(_ sql: SQL, on connection: any DriverConnection) async throws -> Int {
        let statement = try render(sql)
        guard logLevel != nil else { return try await connection.open(statement, until: deadline) }
        return try await logging([statement]) {
            try await connection.open(statement, until: deadline)
        } outcomes: { _ in
            [["rows": "streamed"]]
        }
    }

    func pipeline(
        _ statements: [SQL],
        on connection: any DriverConnection,
        isCacheable: Bool = true
    ) async throws -> [SQLRows] {
        let rendered = try statements.map { sql throws(SQLError) in try render(sql, isCacheable: isCacheable) }
        guard !rendered.isEmpty else { return [] }
        guard logLevel != nil else { return try await connection.run(pipeline: rendered, until: deadline) }
        return try await logging(rendered) {
            try await connection.run(pipeline: rendered, until: deadline)
        } outcomes: {
            $0.map(Self.outcome)
        }
    }
}
