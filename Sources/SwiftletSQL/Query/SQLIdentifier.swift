/// Quotes the names of tables, columns and other objects.
enum SQLIdentifier {
    /// PostgreSQL's `NAMEDATALEN - 1`, in bytes.
    ///
    /// The server truncates a longer name without an error, so that two names could denote the same table. See
    /// https://www.postgresql.org/docs/15/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS.
    static let postgresLimit = 63

    /// Appends a name in double quotes, with double quotes in it doubled.
    ///
    /// - Throws: ``SQLError`` with the code `invalidStatement` for an empty name and for one that PostgreSQL would
    ///   truncate, and `invalidText` for a name that contains a NUL.
    static func append(_ name: String, to text: inout String, for dialect: SQLDialect) throws(SQLError) {
        guard !name.isEmpty else {
            throw SQLError(.invalidStatement, "An identifier must not be empty.")
        }
        guard !name.containsNUL else {
            throw SQLError(.invalidText, "An identifier must not contain a NUL character.")
        }
        guard dialect != .postgres || name.utf8.count <= postgresLimit else {
            throw SQLError(
                .invalidStatement,
                "An identifier is \(name.utf8.count) bytes long; PostgreSQL allows \(postgresLimit)."
            )
        }
        text += "\""
        if name.utf8.contains(UInt8(ascii: "\"")) {
            // By Unicode scalar: a quote followed by a combining mark is a single `Character`.
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
