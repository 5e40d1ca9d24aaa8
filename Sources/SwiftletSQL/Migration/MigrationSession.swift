import SwiftletIO
import Synchronization

/// A leased connection on which a migration runs outside of a transaction.
final class MigrationSession: Sendable {
    private let lease: Lease
    private let runner: StatementRunner
    private let heldLock = Mutex<Int64?>(nil)

    init(_ database: Database) async throws {
        runner = database.withoutStatementTimeout.runner
        lease = try await database.pool.lease(until: runner.invocationDeadline)
    }

    @discardableResult
    func run(_ sql: SQL) async throws -> SQLRows {
        try await runner.query(sql, on: lease.connection, isCacheable: false)
    }

    /// Runs a ledger statement even after a cancellation or after the deadline of the invocation.
    func runShielded(_ sql: SQL) async throws {
        let statement = try runner.render(sql, isCacheable: false)
        try await shielded { [lease] in
            _ = try await lease.connection.run(statement, until: .now + .seconds(3))
        }
    }

    /// Configures the session for migrations and acquires a session-level lock.
    ///
    /// Through a pooler the next statement may run in another session of the server: a lock would remain there, and
    /// settings would affect other clients. A pooler is detected by the process ID that it reports to its clients.
    ///
    /// - Returns: Whether the lock was acquired; `false` if there is no session to hold it.
    func lock(_ key: Int64) async throws -> Bool {
        guard runner.dialect == .postgres else {
            try await run(SQL(ScopedPragma.unenforcedForeignKeys.apply))
            return false
        }
        let process = try await run("SELECT pg_backend_pid()").first?.decode(Int32.self)
        guard let process, process == lease.connection.serverProcessID else { return false }
        try await run(
            """
            SELECT set_config('statement_timeout', '0', false),
                set_config('standard_conforming_strings', 'on', false)
            """
        )
        heldLock.withLock { $0 = key }
        // A process that checks whether the lock is held acquires it briefly.
        for _ in 0..<100 {
            if try await run("SELECT pg_try_advisory_lock(\(key))").first?.decode(Bool.self) == true { return true }
            try await EventLoop.preferred.sleep(for: .milliseconds(20))
        }
        return false
    }

    /// Releases the lock, resets the settings and returns the connection to the pool.
    func end() async {
        if let key = heldLock.withLock({ $0 }) {
            // If the connection is lost, the lock and the settings are gone too.
            try? await runShielded("SELECT pg_advisory_unlock(\(key))")
            try? await runShielded("RESET statement_timeout")
            try? await runShielded("RESET standard_conforming_strings")
        }
        await lease.end()
    }
}
