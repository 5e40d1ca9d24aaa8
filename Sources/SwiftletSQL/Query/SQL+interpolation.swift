extension SQL {
    /// The interpolations supported in a statement.
    public struct StringInterpolation: StringInterpolationProtocol, Sendable {
        package private(set) var fragments: [Fragment] = []

        /// Creates an interpolation with reserved capacity.
        public init(literalCapacity: Int, interpolationCount: Int) {
            fragments.reserveCapacity(interpolationCount * 2 + 1)
        }

        /// Appends the literal text between two interpolations.
        public mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty {
                fragments.append(.text(literal))
            }
        }

        /// Binds a value: `\(name)`.
        public mutating func appendInterpolation(_ value: some SQLEncodable) {
            fragments.append(.value(value.sqlValue))
        }

        /// Binds an optional value: `nil` becomes NULL with the type of the value.
        public mutating func appendInterpolation<Value: SQLEncodable>(_ value: Value?) {
            fragments.append(.value(value.sqlValue))
        }

        /// Binds a ``SQLValue``.
        public mutating func appendInterpolation(_ value: SQLValue) {
            fragments.append(.value(value))
        }

        /// Binds a value with a cast to a PostgreSQL type: `\(mood, as: "mood")`.
        ///
        /// Use it for enumerations, domains and extension types, and if the type cannot be inferred from the context:
        /// `SELECT * FROM unnest(\(names, as: "text[]"))`. The name is quoted, so write it as in `pg_type`: `int4`, not
        /// `integer`; a trailing `[]` denotes an array. SQLite ignores the type.
        ///
        /// - Parameters:
        ///   - value: The value.
        ///   - type: The name of the type.
        ///   - schema: The schema of the type, or `nil` to use the search path.
        public mutating func appendInterpolation(
            _ value: some SQLEncodable,
            as type: String,
            in schema: String? = nil
        ) {
            fragments.append(.value(value.sqlValue))
            fragments.append(.cast(SQLTypeName(name: type, schema: schema)))
        }

        /// Binds an optional value with a cast to a PostgreSQL type.
        public mutating func appendInterpolation<Value: SQLEncodable>(
            _ value: Value?,
            as type: String,
            in schema: String? = nil
        ) {
            fragments.append(.value(value.sqlValue))
            fragments.append(.cast(SQLTypeName(name: type, schema: schema)))
        }

        /// Inserts an SQL fragment with its values.
        public mutating func appendInterpolation(_ part: SQL) {
            fragments += part.fragments
        }

        /// Inserts a quoted identifier, such as the name of a table or column: `\(identifier: column)`.
        ///
        /// Several names become a qualified name, `"schema"."table"`. Double quotes in a name are doubled. An empty name, a
        /// name with a NUL, and for PostgreSQL a name of more than 63 bytes, which the server would truncate, are rejected
        /// before the statement is sent.
        public mutating func appendInterpolation(identifier first: String, _ rest: String...) {
            fragments.append(.identifier(first))
            for name in rest {
                fragments.append(.text("."))
                fragments.append(.identifier(name))
            }
        }

        /// Binds each element of a list, for `IN`: `WHERE id IN \(list: ids)`.
        ///
        /// Parentheses are added unless the preceding text ends with one. For an empty list `IN` is false and `NOT IN` is
        /// true for every row, regardless of the column's type.
        public mutating func appendInterpolation<Value: SQLEncodable>(list values: some Sequence<Value>) {
            appendList(values, as: nil)
        }

        /// Binds each element of a list, for `IN`, with a cast to a PostgreSQL type.
        ///
        /// `WHERE status IN \(list: statuses, as: "status")`. For the name of the type see
        /// ``appendInterpolation(_:as:in:)``.
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

        /// Inserts text verbatim as part of the statement.
        ///
        /// Never pass untrusted input.
        public mutating func appendInterpolation(unescaped text: String) {
            appendLiteral(text)
        }

        private var endsInParenthesis: Bool {
            guard case .text(let text)? = fragments.last else { return false }
            return text.unicodeScalars.last { !$0.properties.isWhitespace } == "("
        }
    }
}
