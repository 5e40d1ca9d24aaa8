/// The name of a table, a column or another object, quoted so that every byte of it belongs to the name.
enum SQLIdentifier {
    /// PostgreSQL's `NAMEDATALEN - 1`, in bytes.
    ///
    /// The server cuts a longer name off without an error, so that two names could be the same table. See
    /// https://www.postgresql.org/docs/15/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS.
    static let postgresLimit = 63

    /// Appends a name in double quotes to a statement, with every double quote in it doubled.
    ///
    /// - Throws: ``SQLError`` with the code `invalidStatement` for an empty name and for one that PostgreSQL would cut
    ///   off, and `invalidText` for a name that contains a NUL.
    static func append(_ name: String, to text: inout String, for dialect: SQLDialect) throws(SQLError) {
        guard !name.isEmpty else {
            throw SQLError(.invalidStatement, "An identifier is empty: name a table, a column or another object.")
        }
        guard !name.containsNUL else {
            throw SQLError(.invalidText, "An identifier contains a NUL character, which no database allows.")
        }
        guard dialect != .postgres || name.utf8.count <= postgresLimit else {
            throw SQLError(
                .invalidStatement,
                "An identifier is \(name.utf8.count) bytes long; PostgreSQL allows \(postgresLimit)."
            )
        }
        text += "\""
        if name.utf8.contains(UInt8(ascii: "\"")) {
            // Scalar by scalar: a quote with a combining mark behind it is a character of its own.
            for scalar in name.unicodeScalars {
                if scalar == "\"" { text.unicodeScalars.append(scalar) }
                text.unicodeScalars.append(scalar)
            }
        } else {
            text += name
        }
        text += "\""
    }
}
