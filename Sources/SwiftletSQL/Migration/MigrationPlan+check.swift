extension MigrationPlan {
    /// Checks what can be checked without a database.
    ///
    /// - Throws: ``SQLError`` with the code `migrationConflict` for a name that is empty or comes twice, and for a
    ///   statement that a migration must not contain.
    static func check(_ migrations: [Migration], table: String, dialect: SQLDialect) throws(SQLError) {
        // PostgreSQL cuts longer names short, and would not find the table again.
        guard (1...63).contains(table.utf8.count), !table.containsNUL else {
            throw conflict("The name of the ledger's table must have 1 to 63 bytes.")
        }
        var names: Set<String> = []
        for migration in migrations {
            guard !migration.id.isEmpty, names.insert(migration.id).inserted else {
                throw conflict("The migration \(migration.id) has no name of its own.")
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
                    ? "The migration \(migration.id) begins or ends a transaction: it runs in one already."
                    : "The migration \(migration.id) begins or ends a transaction: its statements run one by one."
            )
        }
        if dialect == .postgres, SQLScript.turnsStandardStringsOff(statement) {
            throw conflict(
                """
                The migration \(migration.id) sets standard_conforming_strings to a value other than on, with which its \
                strings cannot be told apart. Write strings with escapes as E'…'.
                """
            )
        }
    }
}
