extension Migration {
    /// The SQL text of a migration: one text for both databases, or one for each.
    public struct Script: Sendable, ExpressibleByStringInterpolation {
        private let postgres: String
        private let sqlite: String

        /// Creates a script with a separate text for each database.
        public init(postgres: String, sqlite: String) {
            self.postgres = postgres
            self.sqlite = sqlite
        }

        /// Creates a script with the same text for both databases, such as the contents of a file.
        public init(_ text: String) {
            self.init(postgres: text, sqlite: text)
        }

        /// Creates a script with the same text for both databases.
        public init(stringLiteral value: String) {
            self.init(value)
        }

        /// Creates a script from a literal, with separate text for each database where they differ.
        public init(stringInterpolation: StringInterpolation) {
            self.init(postgres: stringInterpolation.postgres, sqlite: stringInterpolation.sqlite)
        }

        /// Returns the text for a database.
        ///
        /// CR LF is converted to LF, so that a checkout on another system does not change the checksum.
        func text(for dialect: SQLDialect) -> String {
            let bytes = Array((dialect == .sqlite ? sqlite : postgres).utf8)
            let kept = bytes.indices.filter { index in
                let isFollowedByLineFeed = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")
                return bytes[index] != UInt8(ascii: "\r") || !isFollowedByLineFeed
            }
            return String(decoding: kept.map { bytes[$0] }, as: UTF8.self)
        }

        func statements(for dialect: SQLDialect) -> [String] {
            SQLScript.statements(of: text(for: dialect), dialect: dialect)
        }

        /// The interpolation supported in a script.
        public struct StringInterpolation: StringInterpolationProtocol, Sendable {
            fileprivate var postgres = ""
            fileprivate var sqlite = ""

            /// Creates an interpolation.
            public init(literalCapacity: Int, interpolationCount: Int) {}

            /// Appends text for both databases.
            public mutating func appendLiteral(_ literal: String) {
                postgres += literal
                sqlite += literal
            }

            /// Appends separate text for each database.
            public mutating func appendInterpolation(postgres: String, sqlite: String) {
                self.postgres += postgres
                self.sqlite += sqlite
            }
        }
    }
}
