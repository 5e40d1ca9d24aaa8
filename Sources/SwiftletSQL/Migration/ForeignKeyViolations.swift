/// What SQLite's `PRAGMA foreign_key_check` finds after a migration that ran without enforcement.
struct ForeignKeyViolations {
    /// The statement that looks for violations of all foreign keys of the database.
    static let query: SQL = "PRAGMA foreign_key_check"

    /// A foreign key from a table to another one.
    ///
    /// The numbers of the rows are left out: a table that is rebuilt may give its rows other ones.
    private struct Key: Hashable {
        let table: String
        let parent: String
        let index: Int
    }

    private let rows: SQLRows
    private var counts: [Key: Int] = [:]

    init(_ rows: SQLRows) throws(SQLError) {
        self.rows = rows
        for row in rows { counts[try Self.key(row), default: 0] += 1 }
    }

    /// Checks that no foreign key has more violations than before a migration; those of before are not its fault.
    ///
    /// - Throws: ``SQLError`` with the code `migrationFailed`, which names the first row that refers to nothing.
    func check(against earlier: ForeignKeyViolations, after migration: Migration) throws(SQLError) {
        let added = counts.filter { $1 > earlier.counts[$0, default: 0] }
        guard !added.isEmpty else { return }
        for row in rows {
            let key = try Self.key(row)
            guard let count = added[key] else { continue }
            let number = try row["rowid", as: Int?.self].map(String.init) ?? "none"
            let added = count - earlier.counts[key, default: 0]
            var error = SQLError(
                .migrationFailed,
                """
                The migration \(migration.id) failed: it leaves \(added) foreign key violation\(added == 1 ? "" : "s") in the \
                table \(key.table), rowid \(number), which refers to a row of \(key.parent) that does not exist. Cascades do \
                not run in the script of a migration: change the referring rows in it too.
                """
            )
            error.table = key.table
            throw error
        }
    }

    private static func key(_ row: SQLRow) throws(SQLError) -> Key {
        Key(
            table: try row["table", as: String.self],
            parent: try row["parent", as: String.self],
            index: try row["fkid", as: Int.self]
        )
    }
}
