import SwiftletIO

/// Brings the schema of a database to where the code needs it.
///
/// Each migration runs in a transaction of its own, under a lock that all processes share, so that many cold starts at
/// once apply each one exactly once. When nothing is to be done, that is found out without the lock.
public struct Migrator: Sendable {
    private let database: Database
    private let migrations: [Migration]
    private let ledger: MigrationLedger
    private let lockTimeout: Duration

    /// A migrator for a list of migrations, in the order in which they are applied.
    ///
    /// - Parameters:
    ///   - database: Where to apply them. Its statement time-out does not count here; the invocation's deadline does.
    ///   - migrations: All there ever were. New ones go to the end.
    ///   - table: The table that remembers what was applied.
    ///   - lockTimeout: How long to wait for another process that migrates.
    /// - Throws: ``SQLError`` with the code `migrationConflict` when the list is not valid in itself.
    public init(
        _ database: Database,
        _ migrations: [Migration],
        table: String = "schema_migrations",
        lockTimeout: Duration = .seconds(60)
    ) throws(SQLError) {
        try MigrationPlan.check(migrations, dialect: database.dialect)
        self.database = database
        self.migrations = migrations
        self.lockTimeout = lockTimeout
        ledger = MigrationLedger(table: table, dialect: database.dialect)
    }

    /// Applies what has not been applied, up to a migration or to the end.
    ///
    /// - Returns: The names of those applied here, in their order; those that another process applied are not in it.
    /// - Throws: ``SQLError``: `migrationConflict` when an applied one was edited, is missing or was overtaken;
    ///   `migrationFailed` with the error below; `busy` when the lock was not to be had. What was applied before stays.
    @discardableResult
    public func up(to target: String? = nil) async throws -> [String] {
        guard try await !plan().pending(to: target).isEmpty else { return [] }
        var done: [String] = []
        while let id = try await applyNext(to: target) {
            done.append(id)
        }
        return done
    }

    /// Undoes the last migrations, the last one first.
    ///
    /// - Returns: The names of those undone.
    /// - Throws: As ``up(to:)``; `migrationConflict` when one of them has no way down, and then none is undone.
    @discardableResult
    public func down(steps: Int = 1) async throws -> [String] {
        let list = try await plan().undoable(steps: steps)
        var done: [String] = []
        for migration in list {
            try await exclusively { transaction in
                let plan = try await plan(transaction)
                guard plan.applied.last?.id == migration.id, let down = migration.down else {
                    throw MigrationPlan.conflict("Another process has migrated the database in the meantime.")
                }
                try await run(down, of: migration, transaction)
                try await ledger.erase(migration, transaction)
            }
            done.append(migration.id)
        }
        return done
    }

    /// Tells of every migration whether it was applied.
    ///
    /// Changes nothing.
    ///
    /// - Throws: ``SQLError``, `migrationConflict` included.
    public func status() async throws -> [MigrationStatus] {
        let plan = try await plan()
        return plan.migrations.enumerated()
            .map { index, migration in
                MigrationStatus(
                    id: migration.id,
                    appliedAt: index < plan.applied.count ? plan.applied[index].appliedAt : nil
                )
            }
    }

    /// Tells what ``up(to:)`` would run.
    ///
    /// Changes nothing.
    ///
    /// - Throws: ``SQLError``, `migrationConflict` included.
    public func dryRun(to target: String? = nil) async throws -> [MigrationPreview] {
        try await plan().pending(to: target)
            .map { migration in
                MigrationPreview(id: migration.id, statements: migration.up.statements(for: database.dialect))
            }
    }

    private func plan(_ executor: (any SQLExecutor)? = nil) async throws -> MigrationPlan {
        try await persistently {
            let applied = try await ledger.applied(executor ?? database)
            return try MigrationPlan(migrations, applied: applied, dialect: database.dialect)
        }
    }

    /// Applies the first migration that is left, nil when none is.
    ///
    /// Another process may have come first, so what is left is only known under the lock.
    private func applyNext(to target: String?) async throws -> String? {
        try await exclusively { transaction in
            let applied = try await ledger.applied(transaction)
            let plan = try MigrationPlan(migrations, applied: applied, dialect: database.dialect)
            guard let migration = try plan.pending(to: target).first else { return nil }
            if applied.isEmpty, try await !ledger.exists(transaction) {
                try await ledger.create(transaction)
            }
            try await run(migration.up, of: migration, transaction)
            try await ledger.record(migration, at: applied.count, transaction)
            return migration.id
        }
    }

    private func run(_ script: Migration.Script, of migration: Migration, _ transaction: Transaction) async throws {
        let statements = script.statements(for: database.dialect)
        for (index, statement) in statements.enumerated() {
            do {
                try await transaction.runOnce(SQL(unescaped: statement))
            } catch let error as SQLError {
                throw SQLError.migrationFailed(migration.id, statement: index + 1, of: statements.count, error)
            }
        }
    }

    private func exclusively<Result>(_ body: (Transaction) async throws -> Result) async throws -> Result {
        try await persistently {
            try await database.withoutStatementTimeout.transaction(isolation: .readCommitted) { transaction in
                try await ledger.lock(transaction, timeout: lockTimeout)
                return try await body(transaction)
            }
        }
    }

    /// Tries again while another process keeps SQLite's file locked, or other tasks use the pool's connection.
    private func persistently<Result>(_ body: () async throws -> Result) async throws -> Result {
        let giveUp = ContinuousClock.now + lockTimeout
        while true {
            do {
                return try await body()
            } catch let error as SQLError
                where error.code == .busy && database.dialect == .sqlite || error.code == .acquireTimeout
            {
                guard ContinuousClock.now < giveUp else { throw error }
                try await EventLoop.preferred.sleep(for: .milliseconds(Int64.random(in: 5...50)))
            }
        }
    }
}

extension SQLError {
    static func migrationFailed(_ id: String, statement: Int, of count: Int, _ error: SQLError) -> SQLError {
        var failure = SQLError(
            .migrationFailed,
            "The migration \(id) failed at statement \(statement) of \(count): \(error.message)"
        )
        failure.sqlState = error.sqlState
        failure.extendedCode = error.extendedCode
        failure.serverMessage = error.serverMessage
        failure.underlyingError = error
        return failure
    }
}
