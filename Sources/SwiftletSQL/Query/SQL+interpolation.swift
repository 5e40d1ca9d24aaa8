extension SQL {
    /// The interpolations a statement understands.
    public struct StringInterpolation: StringInterpolationProtocol, Sendable {
        package private(set) var fragments: [Fragment] = []

        /// Begins an interpolation, with room for its parts.
        public init(literalCapacity: Int, interpolationCount: Int) {
            fragments.reserveCapacity(interpolationCount * 2 + 1)
        }

        /// Appends the text between two interpolations.
        public mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty {
                fragments.append(.text(literal))
            }
        }

        /// Binds a value: `\(name)`.
        public mutating func appendInterpolation(_ value: some SQLEncodable) {
            fragments.append(.value(value.sqlValue))
        }

        /// Binds a value that may be missing: nil becomes NULL, with the type of what it would have been.
        public mutating func appendInterpolation<Value: SQLEncodable>(_ value: Value?) {
            fragments.append(.value(value.sqlValue))
        }

        /// Binds a value made by hand.
        public mutating func appendInterpolation(_ value: SQLValue) {
            fragments.append(.value(value))
        }

        /// Binds a value that PostgreSQL casts to a type by its name: `\(mood, as: "mood")`.
        ///
        /// For enumerations, domains and the types of extensions, and where no type follows from the context:
        /// `SELECT * FROM unnest(\(names, as: "text[]"))`. The name is quoted, so write it as in `pg_type`: `int4`, not
        /// `integer`; a `[]` at its end makes it an array. SQLite binds the value as it is.
        ///
        /// - Parameters:
        ///   - value: The value.
        ///   - type: The name of the type.
        ///   - schema: The schema of the type; nil finds it by the search path.
        public mutating func appendInterpolation(
            _ value: some SQLEncodable,
            as type: String,
            in schema: String? = nil
        ) {
            fragments.append(.value(value.sqlValue))
            fragments.append(.cast(SQLTypeName(name: type, schema: schema)))
        }

        /// Binds a value that may be missing, and that PostgreSQL casts to a type by its name.
        public mutating func appendInterpolation<Value: SQLEncodable>(
            _ value: Value?,
            as type: String,
            in schema: String? = nil
        ) {
            fragments.append(.value(value.sqlValue))
            fragments.append(.cast(SQLTypeName(name: type, schema: schema)))
        }

        /// Inserts a part of a statement, with its values.
        public mutating func appendInterpolation(_ part: SQL) {
            fragments += part.fragments
        }

        /// Inserts the name of a table, a column or another object, quoted: `\(identifier: column)`.
        ///
        /// Several names become a qualified one, `"schema"."table"`. Every byte belongs to the name: a double quote in it is
        /// doubled, whatever follows. An empty name, one with a NUL, and one of more than 63 bytes for PostgreSQL, which
        /// would cut it off, are rejected before the statement is sent.
        public mutating func appendInterpolation(identifier first: String, _ rest: String...) {
            fragments.append(.identifier(first))
            for name in rest {
                fragments.append(.text("."))
                fragments.append(.identifier(name))
            }
        }

        /// Binds every value of a list for `IN`: `WHERE id IN \(list: ids)`.
        ///
        /// The parentheses are written here unless the text before already opened one. With an empty list `IN` is false
        /// for every row and `NOT IN` is true, whatever the type of the column.
        public mutating func appendInterpolation<Value: SQLEncodable>(list values: some Sequence<Value>) {
            appendList(values, as: nil)
        }

        /// Binds every value of a list for `IN`, which PostgreSQL casts to a type by its name.
        ///
        /// `WHERE status IN \(list: statuses, as: "status")`. For the name see ``appendInterpolation(_:as:in:)``.
        public mutating func appendInterpolation<Value: SQLEncodable>(
            list values: some Sequence<Value>,
            as type: String,
            in schema: String? = nil
        ) {
            appendList(values, as: SQLTypeName(name: type, schema: schema))
        }

        private mutating func appendList<Value: SQLEncodable>(_ values: some Sequence<Value>, as type: SQLTypeName?) {
            let parentheses = !endsInParenthesis
            if parentheses {
                fragments.append(.text("("))
            }
            var isFirst = true
            for value in values {
                if !isFirst {
                    fragments.append(.text(", "))
                }
                fragments.append(.value(value.sqlValue))
                if let type { fragments.append(.cast(type)) }
                isFirst = false
            }
            if isFirst {
                if let type {
                    fragments += [.text("SELECT NULL"), .cast(type), .text(" WHERE 1 = 0")]
                } else {
                    fragments.append(.emptyList(Value.sqlType))
                }
            }
            if parentheses {
                fragments.append(.text(")"))
            }
        }

        /// Inserts text as it is, which then is part of the statement.
        ///
        /// Never what a client sent.
        public mutating func appendInterpolation(unescaped text: String) {
            appendLiteral(text)
        }

        private var endsInParenthesis: Bool {
            guard case .text(let text)? = fragments.last else { return false }
            return text.unicodeScalars.last { !$0.properties.isWhitespace } == "("
        }
    }
}
