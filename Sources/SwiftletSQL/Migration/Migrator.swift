import Logging
import SwiftletContext
import SwiftletIO

/// Applies schema migrations to a database.
///
/// ```swift
/// let applied = try await Migrator(database, migrations).up()
/// ```
///
/// Each migration runs in its own transaction, under a lock shared by all processes, so that concurrent cold starts apply
/// each migration exactly once. If nothing is pending, the lock is not acquired.
///
/// In SQLite, scripts run without enforcement of foreign keys, so that a table can be rebuilt without losing the rows
/// that refer to it; cascades are not executed either. `PRAGMA foreign_key_check` runs before the commit, and a violation
/// fails the migration. Migrations in Swift run with enforcement.
public struct Migrator: Sendable {
    package let database: Database
    let migrations: [Migration]
    let ledger: MigrationLedger
    let newerDatabase: NewerDatabase
    let lockTimeout: Duration

    /// Creates a migrator for a list of migrations, in the order in which they are applied.
    ///
    /// - Parameters:
    ///   - database: The database to migrate. Its statement timeout does not apply; the invocation's deadline does.
    ///   - migrations: All migrations, past and present. Append new ones at the end.
    ///   - table: The name of the ledger table, the first of this name on the search path. With the default name, a table
    ///     `schema_migrations` created by an earlier version of this library stays in use.
    ///   - newerDatabase: The policy for a database that has migrations that are not in the list.
    ///   - lockTimeout: The time limit for waiting for another process that is migrating.
    /// - Throws: ``SQLError`` with the code `migrationConflict` if the list is invalid.
    public init(
        _ database: Database,
        _ migrations: [Migration],
        table: String = "swiftlet_migrations",
        newerDatabase: NewerDatabase = .reject,
        lockTimeout: Duration = .seconds(60)
    ) throws(SQLError) {
        try MigrationPlan.check(migrations, table: table, dialect: database.dialect)
        self.database = database
        self.migrations = migrations
        self.newerDatabase = newerDatabase
        self.lockTimeout = lockTimeout
        ledger = MigrationLedger(table: table, dialect: database.dialect)
    }

    /// Applies pending migrations, up to a target or to the end.
    ///
    /// - Returns: The identifiers applied by this call, in order, without those that another process applied.
    /// - Throws: ``SQLError``: `migrationConflict` when an applied migration was edited, is missing, out of order or half
    ///   done; `migrationFailed` with the underlying error; `busy` when the lock could not be acquired in time. Migrations
    ///   applied before the failure stay applied.
    @discardableResult
    public func up(to target: String? = nil) async throws -> [String] {
        var done: [String] = []
        while let next = try await settledPlan().pending(to: target).first {
            // Otherwise another process applied it, so look up what is pending again.
            if try await apply(next) { done.append(next.id) }
        }
        return done
    }

    /// Reverts the last migrations, the last one first.
    ///
    /// - Returns: The identifiers of the reverted migrations.
    /// - Throws: As ``up(to:)``; `migrationConflict` when one of them has no down step, in which case none is reverted.
    @discardableResult
    public func down(steps: Int = 1) async throws -> [String] {
        let plan = try await settledPlan()
        if let newer = plan.unknown.last {
            throw MigrationPlan.conflict(
                "The last migration, \(newer), is missing in code: revert it with a version of the code that has it."
            )
        }
        let list = try plan.revertible(steps: steps)
        for migration in list {
            try await revert(migration)
        }
        return list.map(\.id)
    }

    /// Returns the status of every migration, including those that exist only in the database.
    ///
    /// It changes nothing.
    ///
    /// - Throws: ``SQLError``, including `migrationConflict`. A half-done migration or a newer database is not an error.
    public func status() async throws -> [MigrationStatus] {
        let plan = try await plan()
        try plan.check(allowingNewer: true)
        let recorded = plan.entries.enumerated()
            .map { index, entry in
                let known: MigrationStatus.State = index < migrations.count ? .applied : .unknown
                let state: MigrationStatus.State =
                    switch entry.state {
                    case .applied: known
                    case .failed: .failed
                    case .running, .runningUnlocked: .halfDone
                    }
                return MigrationStatus(
                    id: entry.id,
                    state: state,
                    appliedAt: entry.recordedAt
                )
            }
        let pending = migrations.dropFirst(recorded.count)
        return recorded + pending.map { MigrationStatus(id: $0.id, state: .pending, appliedAt: nil) }
    }

    /// Returns the statements that ``up(to:)`` would run.
    ///
    /// It changes nothing.
    ///
    /// - Throws: ``SQLError``, including `migrationConflict`.
    public func dryRun(to target: String? = nil) async throws -> [MigrationPreview] {
        let plan = try await plan()
        try plan.check(allowingNewer: newerDatabase == .accept)
        return try plan.pending(to: target)
            .map { migration in
                let statements = migration.up.statements(for: database.dialect)
                return MigrationPreview(id: migration.id, statements: statements ?? [], isCode: statements == nil)
            }
    }

    func plan(_ executor: (any SQLExecutor)? = nil) async throws -> MigrationPlan {
        try await retryingWhileBusy {
            let entries = try await ledger.entries(executor ?? database)
            return try MigrationPlan(migrations, entries: entries, dialect: database.dialect)
        }
    }

    /// Returns the plan once no other process is running a migration outside of a transaction.
    private func settledPlan() async throws -> MigrationPlan {
        let deadline = ContinuousClock.now + lockTimeout
        while true {
            let plan = try await plan()
            try plan.check(allowingNewer: newerDatabase == .accept)
            guard let halfDone = relevantHalfDone(plan) else {
                warn(of: plan.unknown)
                return plan
            }
            guard try await isRunning(halfDone, database) else {
                // It may have ended between reading the ledger and checking its lock.
                guard let current = relevantHalfDone(try await self.plan()), current.id == halfDone.id else { continue }
                throw MigrationPlan.isHalfDone(current)
            }
            guard ContinuousClock.now < deadline else {
                throw SQLError(.busy, "Another process is still running the migration \(halfDone.id).")
            }
            try await EventLoop.preferred.sleep(for: .milliseconds(Int64.random(in: 50...200)))
        }
    }

    private func relevantHalfDone(_ plan: MigrationPlan) -> LedgerEntry? {
        newerDatabase == .accept ? plan.knownHalfDone : plan.halfDone
    }

    func isRunning(_ entry: LedgerEntry, _ executor: any SQLExecutor) async throws -> Bool {
        try await retryingWhileBusy { try await ledger.isRunning(entry, timeout: lockTimeout, executor) }
    }

    private func warn(of unknown: [String]) {
        guard !unknown.isEmpty else { return }
        let logger = Context.current?.logger ?? database.runner.logger
        logger.warning(
            "The database is ahead of the code: a newer version has migrated it",
            metadata: ["migrations": .array(unknown.map { .string($0) })]
        )
    }

    /// Retries the body while another process keeps SQLite's file locked, or other tasks use the pool's connections.
    func retryingWhileBusy<Result>(_ body: () async throws -> Result) async throws -> Result {
        let deadline = ContinuousClock.now + lockTimeout
        while true {
            do {
                return try await body()
            } catch let error as SQLError
                where error.code == .busy && database.dialect == .sqlite || error.code == .acquireTimeout
            {
                guard ContinuousClock.now < deadline else { throw error }
                try await EventLoop.preferred.sleep(for: .milliseconds(Int64.random(in: 5...50)))
            }
        }
    }
}
