import SwiftletIO
import Synchronization

/// One connection of the pool, held while a migration runs outside of a transaction.
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

    /// Runs a statement of the ledger, also after a cancellation and after the deadline of the invocation.
    func runLast(_ sql: SQL) async throws {
        let statement = try runner.render(sql, isCacheable: false)
        try await shielded { [lease] in
            _ = try await lease.connection.run(statement, until: .now + .seconds(3))
        }
    }

    /// Makes the session fit for migrations, and takes a lock that lasts as long as the session.
    ///
    /// Behind a pooler the next statement may run in another session of the server: a lock would stay there, and settings
    /// would reach other clients. A pooler gives its clients a process number of its own, by which it is recognized.
    ///
    /// - Returns: Whether the lock is held; false where there is no session that could hold it.
    func lock(_ key: Int64) async throws -> Bool {
        guard runner.dialect == .postgres else {
            try await run(SQL(ScopedPragma.unenforcedForeignKeys.apply))
            return false
        }
        let process = try await run("SELECT pg_backend_pid()").first?.decode(Int32.self)
        guard let process, process == lease.connection.serverProcess else { return false }
        try await run(
            """
            SELECT set_config('statement_timeout', '0', false),
                set_config('standard_conforming_strings', 'on', false)
            """
        )
        heldLock.withLock { $0 = key }
        // One that looks whether the lock is held has it for a moment.
        for _ in 0..<100 {
            if try await run("SELECT pg_try_advisory_lock(\(key))").first?.decode(Bool.self) == true { return true }
            try await EventLoop.preferred.sleep(for: .milliseconds(20))
        }
        return false
    }

    /// Gives the connection back without the lock and the settings.
    func end() async {
        if let key = heldLock.withLock({ $0 }) {
            // Nothing to do where the connection is gone: the lock and the settings are then gone too.
            try? await runLast("SELECT pg_advisory_unlock(\(key))")
            try? await runLast("RESET statement_timeout")
            try? await runLast("RESET standard_conforming_strings")
        }
        await lease.end()
    }
}
