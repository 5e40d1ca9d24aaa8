/// An error in a ``ServerSentEvent`` that cannot be encoded.
public struct ServerSentEventError: Error, Sendable, Hashable, CustomStringConvertible {
    /// An error code.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// A field that must be a single line contains a line break.
        public static let lineBreak = Code("lineBreak")
        /// A field contains NUL, which would cause clients to ignore it.
        public static let nul = Code("nul")
        /// A number is negative.
        public static let negative = Code("negative")

        /// The name of the code.
        public let description: String

        init(_ description: String) {
            self.description = description
        }
    }

    /// The error code.
    public let code: Code
    /// The invalid field: `event`, `id` or `retry`.
    public let field: String

    init(_ code: Code, in field: String) {
        self.code = code
        self.field = field
    }

    /// The description of the error.
    public var description: String {
        switch code {
        case .lineBreak: "The field `\(field)` of a server-sent event must be a single line."
        case .nul: "The field `\(field)` of a server-sent event must not contain NUL."
        default: "The field `\(field)` of a server-sent event must not be negative."
        }
    }
}
