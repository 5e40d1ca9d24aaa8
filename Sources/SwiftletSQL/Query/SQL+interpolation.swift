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
        /// The parentheses are written here unless the text before already opened one. An empty list becomes an empty
        /// subquery, so that `IN` is false for every row and `NOT IN` is true.
        public mutating func appendInterpolation<Value: SQLEncodable>(list values: some Sequence<Value>) {
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
                isFirst = false
            }
            if isFirst {
                fragments.append(.text("SELECT CAST(NULL AS \(Value.sqlType.castName)) WHERE 1 = 0"))
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
