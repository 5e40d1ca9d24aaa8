/// The table in which the database records its migrations.
struct MigrationLedger: Sendable {
    let table: String
    let dialect: SQLDialect

    static let defaultTable = "swiftlet_migrations"

    /// The default name of earlier versions.
    ///
    /// A ledger of that name stays in use, so that an earlier version of an application still finds it.
    static let formerTable = "schema_migrations"

    /// Excludes other processes until the transaction ends, and makes its session fit for migrations.
    ///
    /// In SQLite its first statement has locked the database.
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

    /// The lock that a session holds while it runs a migration outside of a transaction.
    func sessionLockKey(_ place: Place) -> Int64 {
        lockKey("running migration in \(place.schema)")
    }

    /// The same number for the same table, whatever the version of this library.
    private func lockKey(_ purpose: String) -> Int64 {
        let table = table == Self.defaultTable ? Self.formerTable : table
        let digest = SHA256.digest("swiftlet \(purpose) \(table)".utf8)
        return digest.prefix(8).reduce(0) { $0 << 8 | Int64($1) }
    }

    /// What was recorded, in its order; nothing when there is no table yet.
    ///
    /// - Throws: ``SQLError`` with the code `migrationConflict` when the table is not a ledger of this library.
    func entries(_ executor: any SQLExecutor) async throws -> [LedgerEntry] {
        guard let place = try await find(executor) else { return [] }
        let state: SQL = place.hasState ? "state" : "'applied'"
        let rows = try await executor.query(
            "SELECT id, checksum, applied_at, \(state) FROM \(place.name) ORDER BY position"
        )
        return try rows.map { row in
            let (id, checksum, recordedAt, state) = try row.decode(
                String.self,
                String.self,
                SQLTimestamp.self,
                String.self
            )
            // A state that a later version has added is not applied either.
            let known = LedgerEntry.State(rawValue: state) ?? .runningUnlocked
            return LedgerEntry(id: id, checksum: checksum, recordedAt: recordedAt, state: known)
        }
    }

    /// Adds a migration behind those that are recorded.
    func record(
        _ migration: Migration,
        as state: LedgerEntry.State = .applied,
        in place: Place,
        _ transaction: Transaction
    ) async throws {
        try await transaction.execute(
            """
            INSERT INTO \(place.name) (position, id, checksum, applied_at, state)
            SELECT coalesce(max(position), -1) + 1, \(migration.id),
                \(migration.checksum(for: dialect)), \(unescaped: now), \(state.rawValue)
            FROM \(place.name)
            """
        )
    }

    /// Checks that a statement changed the entry of a migration, and that there is only one.
    ///
    /// - Throws: ``SQLError`` with the code `migrationConflict`.
    static func checkSingleEntry(_ affectedCount: Int, of id: String) throws(SQLError) {
        guard affectedCount != 1 else { return }
        throw MigrationPlan.conflict(
            """
            The ledger has \(affectedCount) entries of the migration \(id) instead of one: another process \
            changed it meanwhile, such as with `repair --force`. Correct it by hand, or with `baseline` where the migration is \
            complete.
            """
        )
    }

    /// The statement that notes how far a migration came.
    func settingState(_ state: LedgerEntry.State, of id: String, in place: Place) -> SQL {
        "UPDATE \(place.name) SET state = \(state.rawValue), applied_at = \(unescaped: now) WHERE id = \(id)"
    }

    /// The statement that records a failure, unless the migration is applied: its last statement may have committed although
    /// the response was lost.
    func settingFailed(_ id: String, in place: Place) -> SQL {
        """
        UPDATE \(place.name) SET state = \(LedgerEntry.State.failed.rawValue), applied_at = \(unescaped: now)
        WHERE id = \(id) AND state <> \(LedgerEntry.State.applied.rawValue)
        """
    }

    /// The statement that notes the checksum that a migration has now.
    func settingChecksum(of migration: Migration, in place: Place) -> SQL {
        "UPDATE \(place.name) SET checksum = \(migration.checksum(for: dialect)) WHERE id = \(migration.id)"
    }

    /// The statement that erases a migration from the ledger.
    func erasing(_ id: String, in place: Place) -> SQL {
        "DELETE FROM \(place.name) WHERE id = \(id)"
    }

    /// The current time as SQL.
    ///
    /// SQLite's clock has milliseconds; the zeros make the text the same as that of a bound time.
    var now: String {
        dialect == .sqlite ? "strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')" : "clock_timestamp()"
    }

    /// Whether the process that began a half-done migration may still be at work on it; one without a session lock counts
    /// as running for as long as `patience`.
    func isRunning(_ entry: LedgerEntry, patience: Duration, _ executor: any SQLExecutor) async throws -> Bool {
        guard let place = try await find(executor) else { return false }
        switch entry.state {
        case .applied, .failed:
            return false
        case .running:
            let key = sessionLockKey(place)
            let isFree = try await executor.query("SELECT pg_try_advisory_xact_lock_shared(\(key))")
            return try isFree.first?.decode(Bool.self) == false
        case .runningUnlocked:
            let age: SQL =
                dialect == .sqlite
                ? "(julianday('now') - julianday(applied_at)) * 86400.0"
                : "CAST(extract(epoch FROM clock_timestamp() - applied_at) AS double precision)"
            let rows = try await executor.query("SELECT \(age) FROM \(place.name) WHERE id = \(entry.id)")
            return try (rows.first?.decode(Double.self) ?? .infinity) < patience / .seconds(1)
        }
    }
}
