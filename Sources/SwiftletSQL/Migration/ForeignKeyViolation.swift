/// What SQLite's `PRAGMA foreign_key_check` finds after a migration that ran without enforcement.
enum ForeignKeyViolation {
    /// The statement that looks for violations of all foreign keys of the database.
    static let query: SQL = "PRAGMA foreign_key_check"

    /// Checks that there is no violation.
    ///
    /// - Throws: ``SQLError`` with the code `migrationFailed`, which names the first row that refers to nothing.
    static func check(_ violations: SQLRows, after migration: Migration) throws(SQLError) {
        guard let first = violations.first else { return }
        let (table, row, parent) = try first.decodeViolation()
        var error = SQLError(
            .migrationFailed,
            """
            The migration \(migration.id) failed: it leaves \(violations.count) foreign key violation\
            \(violations.count == 1 ? "" : "s"). The first is in the table \(table), rowid \
            \(row.map(String.init) ?? "none"), which refers to a row of \(parent) that does not exist. Cascades do not \
            run in the script of a migration: change the referring rows in it too.
            """
        )
        error.table = table
        throw error
    }
}

extension SQLRow {
    /// The table, the row's number where the table has one, and the table it refers to.
    fileprivate func decodeViolation() throws(SQLError) -> (String, Int?, String) {
        try (self["table", as: String.self], self["rowid", as: Int?.self], self["parent", as: String.self])
    }
}
