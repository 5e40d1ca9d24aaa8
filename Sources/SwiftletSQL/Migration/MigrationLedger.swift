/// The table in which the database remembers its migrations.
struct MigrationLedger: Sendable {
    let table: String
    let dialect: SQLDialect

    private var name: SQL { "\(identifier: table)" }

    /// Keeps others out until the transaction ends.
    ///
    /// In SQLite its first statement has done that.
    func lock(_ transaction: Transaction, timeout: Duration) async throws {
        guard dialect == .postgres else { return }
        let milliseconds = String(max(1, Int64(timeout / .milliseconds(1))))
        _ = try await transaction.query("SELECT set_config('lock_timeout', \(milliseconds), true)")
        _ = try await transaction.query("SELECT pg_advisory_xact_lock(\(lockKey))")
    }

    /// The same number for the same table, whatever the version of this library.
    private var lockKey: Int64 {
        let digest = SHA256.digest("swiftlet migrations \(table)".utf8)
        return digest.prefix(8).reduce(0) { $0 << 8 | Int64($1) }
    }

    func exists(_ executor: any SQLExecutor) async throws -> Bool {
        let existence: SQL
        switch dialect {
        case .sqlite: existence = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = \(table)"
        default:
            // Reads the catalogue's rows. `to_regclass` would answer from a cache that, inside a transaction, may not
            // know yet what another has committed.
            existence = """
                SELECT count(*) FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
                WHERE c.relname = \(table) AND n.nspname = ANY(current_schemas(false)) AND c.relkind IN ('r', 'p')
                """
        }
        return try await executor.query(existence).first?.decode(Int.self) == 1
    }

    /// What was applied, in its order; nothing when there is no table yet.
    func applied(_ executor: any SQLExecutor) async throws -> [AppliedMigration] {
        guard try await exists(executor) else { return [] }
        let rows = try await executor.query("SELECT id, checksum, applied_at FROM \(name) ORDER BY position")
        return try rows.map { row in
            let (id, checksum, appliedAt) = try row.decode(String.self, String.self, SQLTimestamp.self)
            return AppliedMigration(id: id, checksum: checksum, appliedAt: appliedAt)
        }
    }

    func create(_ transaction: Transaction) async throws {
        let time: SQL = dialect == .sqlite ? "text" : "timestamptz"
        try await transaction.execute(
            """
            CREATE TABLE \(name) (
                position integer PRIMARY KEY, id text NOT NULL UNIQUE, checksum text NOT NULL, applied_at \(time) NOT NULL
            )
            """
        )
    }

    func record(_ migration: Migration, at position: Int, _ transaction: Transaction) async throws {
        // SQLite's clock has milliseconds; the zeros make the text the same as that of a bound time.
        let now: SQL = dialect == .sqlite ? "strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')" : "clock_timestamp()"
        try await transaction.execute(
            """
            INSERT INTO \(name) (position, id, checksum, applied_at)
            VALUES (\(position), \(migration.id), \(migration.checksum(for: dialect)), \(now))
            """
        )
    }

    func erase(_ migration: Migration, _ transaction: Transaction) async throws {
        try await transaction.execute("DELETE FROM \(name) WHERE id = \(migration.id)")
    }
}
