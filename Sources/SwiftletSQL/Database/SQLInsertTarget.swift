/// The table and the columns that rows are inserted into.
struct SQLInsertTarget {
    let table: String
    let schema: String?
    let columns: [String]

    /// `"schema"."table" ("a", "b")`.
    var sql: SQL {
        let name: SQL = if let schema { "\(identifier: schema, table)" } else { "\(identifier: table)" }
        let list = columns.map { column in "\(identifier: column)" as SQL }
        return "\(name) (\(list.joined(separator: ", ")))"
    }

    /// Rejects a row whose number of values differs from the number of columns.
    ///
    /// - Throws: ``SQLError`` with the code `invalidStatement`.
    func check(_ row: [any SQLEncodable], number: Int) throws(SQLError) {
        guard row.count == columns.count, !columns.isEmpty else {
            throw SQLError(
                .invalidStatement,
                "Row \(number) has \(row.count) values for \(columns.count) columns, counted from 1; at least one is needed."
            )
        }
    }
}
