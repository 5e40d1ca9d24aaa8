import Logging
import Swiftlet
import SwiftletIO

/// Brings the schema of a database to where the code needs it.
///
/// Each migration runs in a transaction of its own, under a lock that all processes share, so that many cold starts at
/// the same time apply each one exactly once. When nothing is to be done, that is found out without the lock.
///
/// In SQLite, scripts run without enforcement of foreign keys, so that a table can be rebuilt without losing the rows
/// that refer to it; cascades do not run either. `PRAGMA foreign_key_check` is run before the commit, and a violation
/// fails the migration. Migrations in Swift run with enforcement.
public struct Migrator: Sendable {
    let database: Database
    let migrations: [Migration]
    let ledger: MigrationLedger
    let newerDatabase: NewerDatabase
    let lockTimeout: Duration

    /// A migrator for a list of migrations, in the order in which they are applied.
    ///
    /// - Parameters:
    ///   - database: The database to migrate. Its statement timeout does not apply here; the invocation's deadline does.
    ///   - migrations: All there ever were. New ones go to the end.
    ///   - table: The table that records what was applied: the first of this name on the search path. With the default
    ///     name, a table `schema_migrations` that an earlier version of this library made stays in use.
    ///   - newerDatabase: What to do when the database has migrations that are not in the list.
    ///   - lockTimeout: How long to wait for another process that migrates.
    /// - Throws: ``SQLError`` with the code `migrationConflict` when the list is not valid in itself.
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

    /// Applies what has not been applied, up to a migration or to the end.
    ///
    /// - Returns: The names of those applied here, in their order; those that another process applied are not in it.
    /// - Throws: ``SQLError``: `migrationConflict` when an applied one was edited, is missing, was overtaken or is half
    ///   done; `migrationFailed` with the underlying error; `busy` when the lock could not be acquired in time. What was
    ///   applied before stays.
    @discardableResult
    public func up(to target: String? = nil) async throws -> [String] {
        var done: [String] = []
        while let next = try await settledPlan().pending(to: target).first {
            // Otherwise another process was faster, and what is left is looked up again.
            if try await apply(next) { done.append(next.id) }
        }
        return done
    }

    /// Undoes the last migrations, the last one first.
    ///
    /// - Returns: The names of those undone.
    /// - Throws: As ``up(to:)``; `migrationConflict` when one of them has no way down, and then none is undone.
    @discardableResult
    public func down(steps: Int = 1) async throws -> [String] {
        let plan = try await settledPlan()
        if let newer = plan.unknown.last {
            throw MigrationPlan.conflict(
                "The migration \(newer) is the last one and is missing in code: undo it with the version that has it."
            )
        }
        let list = try plan.undoable(steps: steps)
        for migration in list {
            try await undo(migration)
        }
        return list.map(\.id)
    }

    /// The state of every migration, those included that only the database has.
    ///
    /// Changes nothing.
    ///
    /// - Throws: ``SQLError``, `migrationConflict` included. A half-done migration and a newer database are no errors.
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

    /// What ``up(to:)`` would run.
    ///
    /// Changes nothing.
    ///
    /// - Throws: ``SQLError``, `migrationConflict` included.
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
        try await persistently {
            let entries = try await ledger.entries(executor ?? database)
            return try MigrationPlan(migrations, entries: entries, dialect: database.dialect)
        }
    }

    /// The plan once no other process runs a migration outside of a transaction.
    private func settledPlan() async throws -> MigrationPlan {
        let giveUp = ContinuousClock.now + lockTimeout
        while true {
            let plan = try await plan()
            try plan.check(allowingNewer: newerDatabase == .accept)
            guard let halfDone = relevantHalfDone(plan) else {
                warn(of: plan.unknown)
                return plan
            }
            guard try await isRunning(halfDone, database) else {
                // It may have ended after the ledger was read and before its lock was looked for.
                guard let current = relevantHalfDone(try await self.plan()), current.id == halfDone.id else { continue }
                throw MigrationPlan.isHalfDone(current)
            }
            guard ContinuousClock.now < giveUp else {
                throw SQLError(.busy, "Another process is still running the migration \(halfDone.id).")
            }
            try await EventLoop.preferred.sleep(for: .milliseconds(Int64.random(in: 50...200)))
        }
    }

    private func relevantHalfDone(_ plan: MigrationPlan) -> LedgerEntry? {
        newerDatabase == .accept ? plan.knownHalfDone : plan.halfDone
    }

    func isRunning(_ entry: LedgerEntry, _ executor: any SQLExecutor) async throws -> Bool {
        try await persistently { try await ledger.isRunning(entry, patience: lockTimeout, executor) }
    }

    private func warn(of unknown: [String]) {
        guard !unknown.isEmpty else { return }
        let logger = Context.current?.logger ?? database.runner.logger
        logger.warning(
            "The database is ahead of this version of the code: a newer version has migrated it.",
            metadata: ["migrations": .array(unknown.map { .string($0) })]
        )
    }

    /// Tries again while another process keeps SQLite's file locked, or other tasks use the pool's connection.
    func persistently<Result>(_ body: () async throws -> Result) async throws -> Result {
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
