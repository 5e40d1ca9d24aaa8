extension MigrationLedger {
    /// The location and columns of the ledger table.
    struct Location: Equatable, Sendable {
        let schema: String
        let table: String
        var columns: [String] = []

        /// The qualified name, which does not depend on the search path.
        var name: SQL { "\(identifier: schema).\(identifier: table)" }

        /// Whether half-done migrations can be recorded; ledgers of earlier versions lack the column.
        var hasState: Bool { columns.contains("state") }

        /// Whether the table has the columns of this library's ledger.
        var isLedger: Bool { Set(columns).isSuperset(of: ["position", "id", "checksum", "applied_at"]) }
    }

    /// Finds the ledger: the first table of its name on the search path.
    ///
    /// With the default name, a ledger with the former default name is used if its schema has no other.
    ///
    /// - Throws: ``SQLError`` with the code `migrationConflict` when that table is not a ledger of this library.
    func find(_ executor: any SQLExecutor) async throws -> Location? {
        var locations = try await candidates(executor)[...]
        while let schema = locations.first?.schema {
            let here = locations.prefix { $0.schema == schema }
            locations = locations.dropFirst(here.count)
            if let own = here.first(where: { names($0.table, table) }) {
                guard own.isLedger else { throw Self.foreign(own) }
                return own
            }
            if let former = here.first(where: \.isLedger) { return former }
        }
        return nil
    }

    /// Returns the ledger; creates it if it does not exist and upgrades one of an earlier version.
    func prepare(_ transaction: Transaction) async throws -> Location {
        guard let location = try await find(transaction) else {
            try await transaction.execute(creation)
            guard let location = try await find(transaction) else {
                throw MigrationPlan.conflict("The search path contains no schema in which the ledger can be created.")
            }
            return location
        }
        if !location.hasState {
            try await transaction.execute(
                "ALTER TABLE \(location.name) ADD COLUMN state text NOT NULL DEFAULT 'applied'"
            )
        }
        return location
    }

    /// The statement that creates the table in the current schema.
    var creation: SQL {
        let time: SQL = dialect == .sqlite ? "text" : "timestamptz"
        return """
            CREATE TABLE \(identifier: table) (
                position integer PRIMARY KEY, id text NOT NULL UNIQUE, checksum text NOT NULL,
                applied_at \(time) NOT NULL, state text NOT NULL DEFAULT 'applied'
            )
            """
    }

    /// Returns all tables with a name of the ledger, in the order of the search path.
    private func candidates(_ executor: any SQLExecutor) async throws -> [Location] {
        let former = table == Self.defaultTable ? Self.formerTable : table
        let query: SQL
        switch dialect {
        case .sqlite:
            query = """
                SELECT 'main', entry.name, info.name
                FROM sqlite_schema AS entry, pragma_table_info(entry.name, 'main') AS info
                WHERE entry.type IN ('table', 'view') AND lower(entry.name) IN (lower(\(table)), lower(\(former)))
                ORDER BY entry.name, info.cid
                """
        default:
            // Reads the catalog: `to_regclass` uses a cache that, inside a transaction, may lack what another transaction
            // has committed.
            query = """
                SELECT CAST(n.nspname AS text), CAST(c.relname AS text), CAST(a.attname AS text)
                FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
                JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                WHERE c.relname IN (\(table), \(former)) AND n.nspname = ANY(current_schemas(false))
                    AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
                ORDER BY array_position(current_schemas(false), n.nspname), c.relname, a.attnum
                """
        }
        var locations: [Location] = []
        let columns = try await executor.query(query).decode(String.self, String.self, String.self)
        for (schema, table, column) in columns {
            if locations.last?.schema != schema || locations.last?.table != table {
                locations.append(Location(schema: schema, table: table))
            }
            locations[locations.count - 1].columns.append(column)
        }
        return locations
    }

    /// Returns whether both names denote the same table.
    private func names(_ one: String, _ other: String) -> Bool {
        dialect == .sqlite ? one.lowercased() == other.lowercased() : one == other
    }

    private static func foreign(_ location: Location) -> SQLError {
        MigrationPlan.conflict(
            """
            The table \(location.schema).\(location.table) is not a ledger of Swiftlet's migrations: its columns are \
            \(location.columns.joined(separator: ", ")). It probably belongs to another tool; pass another table name to \
            Migrator.
            """
        )
    }
}
