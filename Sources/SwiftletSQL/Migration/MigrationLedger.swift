/// The table in which applied migrations are recorded.
struct MigrationLedger: Sendable {
    let table: String
    let dialect: SQLDialect

    static let defaultTable = "swiftlet_migrations"

    /// The default name in earlier versions.
    ///
    /// A ledger with that name stays in use, so that an earlier version of an application still finds it.
    static let formerTable = "schema_migrations"

    /// Locks out other processes until the transaction ends, and configures the session for migrations.
    ///
    /// In SQLite the transaction already holds the write lock.
    func lock(_ transaction: Transaction, timeout: Duration) async throws {
        guard dialect == .postgres else { return }
        let milliseconds = String(PostgresParameters.milliseconds(timeout))
        _ = try await transaction.query(
            """
            SELECT set_config('lock_timeout', \(milliseconds), true), set_config('statement_timeout', '0', true),
                set_config('idle_in_transaction_session_timeout', '0', true),
                set_config('standard_conforming_strings', 'on', true)
            """
        )
        _ = try await transaction.query("SELECT pg_advisory_xact_lock(\(lockKey("migrations")))")
    }

    /// Returns the key of the advisory lock held by a session while it runs a migration outside of a transaction.
    func sessionLockKey(_ location: Location) -> Int64 {
        lockKey("running migration in \(location.schema)")
    }

    /// Returns a lock key that depends only on the table, not on the version of this library.
    private func lockKey(_ purpose: String) -> Int64 {
        let table = table == Self.defaultTable ? Self.formerTable : table
        let digest = SHA256.digest("swiftlet \(purpose) \(table)".utf8)
        return digest.prefix(8).reduce(0) { $0 << 8 | Int64($1) }
    }

    /// Returns the recorded migrations in order; none if the table does not exist.
    ///
    /// - Throws: ``SQLError`` with the code `migrationConflict` when the table is not a ledger of this library.
    func entries(_ executor: any SQLExecutor) async throws -> [LedgerEntry] {
        guard let location = try await find(executor) else { return [] }
        let state: SQL = location.hasState ? "state" : "'applied'"
        let rows = try await executor.query(
            "SELECT id, checksum, applied_at, \(state) FROM \(location.name) ORDER BY position"
        )
        return try rows.map { row in
            let (id, checksum, recordedAt, state) = try row.decode(
                String.self,
                String.self,
                SQLTimestamp.self,
                String.self
            )
            // A state added by a later version does not count as applied either.
            let known = LedgerEntry.State(rawValue: state) ?? .runningUnlocked
            return LedgerEntry(id: id, checksum: checksum, recordedAt: recordedAt, state: known)
        }
    }

    /// Records a migration after the existing ones.
    func record(
        _ migration: Migration,
        as state: LedgerEntry.State = .applied,
        in location: Location,
        _ transaction: Transaction
    ) async throws {
        try await transaction.execute(
            """
            INSERT INTO \(location.name) (position, id, checksum, applied_at, state)
            SELECT coalesce(max(position), -1) + 1, \(migration.id),
                \(migration.checksum(for: dialect)), \(unescaped: now), \(state.rawValue)
            FROM \(location.name)
            """
        )
    }

    /// Checks that a statement changed exactly one entry of a migration.
    ///
    /// - Throws: ``SQLError`` with the code `migrationConflict`.
    static func checkSingleEntry(_ affectedCount: Int, of id: String) throws(SQLError) {
        guard affectedCount != 1 else { return }
        throw MigrationPlan.conflict(
            """
            The ledger has \(affectedCount) entries of the migration \(id) instead of one: another process has changed \
            it in the meantime, for example with `repair --force`. Correct it manually, or with `baseline` if the \
            migration is complete.
            """
        )
    }

    /// Returns the statement that updates the state of a migration.
    func stateUpdate(_ state: LedgerEntry.State, of id: String, in location: Location) -> SQL {
        "UPDATE \(location.name) SET state = \(state.rawValue), applied_at = \(unescaped: now) WHERE id = \(id)"
    }

    /// Returns the statement that records a failure, unless the migration is applied: its last statement may have committed
    /// although the response was lost.
    func failureUpdate(_ id: String, in location: Location) -> SQL {
        """
        UPDATE \(location.name) SET state = \(LedgerEntry.State.failed.rawValue), applied_at = \(unescaped: now)
        WHERE id = \(id) AND state <> \(LedgerEntry.State.applied.rawValue)
        """
    }

    /// Returns the statement that updates the checksum of a migration.
    func checksumUpdate(of migration: Migration, in location: Location) -> SQL {
        "UPDATE \(location.name) SET checksum = \(migration.checksum(for: dialect)) WHERE id = \(migration.id)"
    }

    /// Returns the statement that deletes a migration from the ledger.
    func deletion(_ id: String, in location: Location) -> SQL {
        "DELETE FROM \(location.name) WHERE id = \(id)"
    }

    /// The current time as an SQL expression.
    ///
    /// SQLite's clock has milliseconds; the zeros make the format the same as that of a bound time.
    var now: String {
        dialect == .sqlite ? "strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')" : "clock_timestamp()"
    }

    /// Returns whether the process that began a half-done migration may still be running it; without a session lock it
    /// counts as running for the duration of `timeout`.
    func isRunning(_ entry: LedgerEntry, timeout: Duration, _ executor: any SQLExecutor) async throws -> Bool {
        guard let location = try await find(executor) else { return false }
        switch entry.state {
        case .applied, .failed:
            return false
        case .running:
            let key = sessionLockKey(location)
            let isFree = try await executor.query("SELECT pg_try_advisory_xact_lock_shared(\(key))")
            return try isFree.first?.decode(Bool.self) == false
        case .runningUnlocked:
            let age: SQL =
                dialect == .sqlite
                ? "(julianday('now') - julianday(applied_at)) * 86400.0"
                : "CAST(extract(epoch FROM clock_timestamp() - applied_at) AS double precision)"
            let rows = try await executor.query("SELECT \(age) FROM \(location.name) WHERE id = \(entry.id)")
            return try (rows.first?.decode(Double.self) ?? .infinity) < timeout / .seconds(1)
        }
    }
}
