/// A ``ServerSentEvent`` that the format cannot express.
public struct ServerSentEventError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// A field that must be a single line has a line break.
        public static let lineBreak = Code("lineBreak")
        /// A field has NUL, for which clients would ignore it.
        public static let nul = Code("nul")
        /// A number is negative.
        public static let negative = Code("negative")

        /// The code's name.
        public let description: String

        init(_ description: String) {
            self.description = description
        }
    }

    /// What is wrong.
    public let code: Code
    /// The field: `event`, `id` or `retry`.
    public let field: String

    init(_ code: Code, in field: String) {
        self.code = code
        self.field = field
    }

    /// What is wrong, in a sentence.
    public var description: String {
        switch code {
        case .lineBreak: "The field `\(field)` of a server-sent event must be a single line."
        case .nul: "The field `\(field)` of a server-sent event must not contain NUL."
        default: "The field `\(field)` of a server-sent event must not be negative."
        }
    }
}
