extension Migration {
    /// The statements of a migration, in one text for both databases or in one for each.
    public struct Script: Sendable, ExpressibleByStringInterpolation {
        private let postgres: String
        private let sqlite: String

        /// One text for each database.
        public init(postgres: String, sqlite: String) {
            self.postgres = postgres
            self.sqlite = sqlite
        }

        /// The same text for both databases, such as one read from a file.
        public init(_ text: String) {
            self.init(postgres: text, sqlite: text)
        }

        /// The same text for both databases.
        public init(stringLiteral value: String) {
            self.init(value)
        }

        /// One text, with the words of each database where they differ.
        public init(stringInterpolation: StringInterpolation) {
            self.init(postgres: stringInterpolation.postgres, sqlite: stringInterpolation.sqlite)
        }

        /// The text for a database.
        ///
        /// CR LF becomes LF, so that a checkout on another system does not change the checksum.
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

        /// The interpolation a script understands.
        public struct StringInterpolation: StringInterpolationProtocol, Sendable {
            fileprivate var postgres = ""
            fileprivate var sqlite = ""

            /// Begins an interpolation.
            public init(literalCapacity: Int, interpolationCount: Int) {}

            /// Appends text for both databases.
            public mutating func appendLiteral(_ literal: String) {
                postgres += literal
                sqlite += literal
            }

            /// Appends other text for each database.
            public mutating func appendInterpolation(postgres: String, sqlite: String) {
                self.postgres += postgres
                self.sqlite += sqlite
            }
        }
    }
}
