/// A rendered statement: text with placeholders, and the values in order.
package struct SQLStatement: Sendable {
    package let text: String
    package let values: [SQLValue]

    /// Whether the driver may cache the prepared statement.
    ///
    /// A migration's statement runs only once and would evict others.
    package let isCacheable: Bool

    /// Renders a statement for a driver.
    ///
    /// - Throws: ``SQLError`` with the code `invalidText` for a NUL in the text, a name or a value, `invalidStatement` for
    ///   a name that is empty or too long, and `invalidValue` for a value that the database cannot store.
    package init(_ sql: SQL, for dialect: SQLDialect, isCacheable: Bool = true) throws(SQLError) {
        var text = ""
        var values: [SQLValue] = []
        text.reserveCapacity(sql.estimatedLength)
        values.reserveCapacity(sql.fragments.count / 2)
        for fragment in sql.fragments {
            switch fragment {
            case .text(let part):
                text += part
            case .identifier(let name):
                try SQLIdentifier.append(name, to: &text, for: dialect)
            case .cast(let type):
                guard dialect == .postgres else { break }
                try type.appendCast(to: &text)
            case .emptyList(let type):
                EmptyList.append(of: type, to: &text, for: dialect)
            case .dialectText(let postgres, let sqlite):
                text += dialect == .sqlite ? sqlite : postgres
            case .value(let value):
                try value.check(for: dialect)
                values.append(value)
                text += dialect.placeholder(values.count)
            }
        }
        guard !text.containsNUL else {
            throw SQLError(.invalidText, "The statement's text contains a NUL character.")
        }
        self.text = text
        self.values = values
        self.isCacheable = isCacheable && sql.isCacheable
        // PostgreSQL's protocol has a 16-bit count. SQLite's limit is checked by the connection.
        if dialect == .postgres { try checkParameterCount(limit: 65_535, of: "PostgreSQL") }
    }

    /// Checks the number of parameters against the limit of the database.
    ///
    /// - Throws: ``SQLError`` with the code `invalidStatement`.
    func checkParameterCount(limit: Int, of database: String) throws(SQLError) {
        guard values.count <= limit else {
            throw SQLError(
                .invalidStatement,
                """
                The statement has \(values.count) parameters; \(database) accepts at most \(limit). It was not sent. Split \
                it, or bind an array instead of many values.
                """
            )
        }
    }
}

extension SQL {
    /// The estimated length of the text, assuming placeholders of two digits.
    fileprivate var estimatedLength: Int {
        fragments.reduce(0) { length, fragment in
            switch fragment {
            case .text(let part): length + part.utf8.count
            case .identifier(let name): length + name.utf8.count + 2
            case .value: length + 3
            case .cast, .emptyList, .dialectText: length + 32
            }
        }
    }
}
