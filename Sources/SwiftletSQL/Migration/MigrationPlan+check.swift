extension MigrationPlan {
    /// Validates a list of migrations without a database.
    ///
    /// - Throws: ``SQLError`` with the code `migrationConflict` for an empty or duplicate identifier, and for a statement
    ///   that is not allowed in a migration.
    static func check(_ migrations: [Migration], table: String, dialect: SQLDialect) throws(SQLError) {
        // PostgreSQL truncates longer names and would not find the table again.
        guard (1...63).contains(table.utf8.count), !table.containsNUL else {
            throw conflict("The name of the ledger's table must have 1 to 63 bytes.")
        }
        var names: Set<String> = []
        for migration in migrations {
            guard !migration.id.isEmpty, names.insert(migration.id).inserted else {
                throw conflict("The identifier of the migration \"\(migration.id)\" is empty or not unique.")
            }
            for step in [migration.up, migration.down].compactMap(\.self) {
                for statement in step.statements(for: dialect) ?? [] {
                    try check(statement, of: migration, dialect: dialect)
                }
            }
        }
    }

    private static func check(_ statement: String, of migration: Migration, dialect: SQLDialect) throws(SQLError) {
        if SQLScript.controlsTransaction(statement, dialect: dialect) {
            throw conflict(
                migration.isTransactional
                    ? "The migration \(migration.id) must not begin or end a transaction: it already runs in one."
                    : "The migration \(migration.id) must not begin or end a transaction: its statements run one by one."
            )
        }
        if dialect == .postgres, SQLScript.disablesStandardStrings(statement) {
            throw conflict(
                """
                The migration \(migration.id) must not turn standard_conforming_strings off, because its strings could not \
                be parsed. Write strings with escapes as E'…'.
                """
            )
        }
    }

    /// The migrations that were edited after they had been applied.
    var edited: [Migration] {
        applied.filter { $0.checksum(for: dialect) != $1.checksum }.map(\.0)
    }

    /// Checks that the database can be used and migrated, apart from a half-done migration.
    ///
    /// - Throws: ``SQLError`` with the code `migrationConflict`, which names the migration.
    func check(allowingNewer: Bool) throws(SQLError) {
        if let edited = edited.first {
            throw Self.conflict(
                """
                The migration \(edited.id) was edited after it had been applied. Restore it and add another migration; \
                if the database already matches the edited version, run `repair`.
                """
            )
        }
        if let newer = unknown.first, !allowingNewer {
            throw Self.conflict(
                "The migration \(newer) was applied to the database but is missing in code: a newer version has migrated it."
            )
        }
    }
}
