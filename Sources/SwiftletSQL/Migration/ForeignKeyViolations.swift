/// The result of SQLite's `PRAGMA foreign_key_check` around a migration that runs without enforcement.
struct ForeignKeyViolations {
    /// The statement that reports violations of all foreign keys of the database.
    static let query: SQL = "PRAGMA foreign_key_check"

    /// A foreign key of a table.
    ///
    /// Row IDs are not part of it: rebuilding a table may change them.
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

    /// Checks that no foreign key has more violations than before the migration.
    ///
    /// Existing violations are ignored.
    ///
    /// - Throws: ``SQLError`` with the code `migrationFailed`, which names the first row with a dangling reference.
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
                The migration \(migration.id) failed: it adds \(added) foreign key violation\(added == 1 ? "" : "s") to the \
                table \(key.table): rowid \(number) refers to a row of \(key.parent) that does not exist. Cascades are not \
                executed in a migration's script: update the referencing rows in the script as well.
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
