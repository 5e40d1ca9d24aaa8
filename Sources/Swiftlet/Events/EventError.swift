import SwiftletJSON

/// An event that cannot be read, or a response that does not fit the event it answers.
///
/// Its texts name members and kinds of value, never the values, so that they can be logged.
public struct EventError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The event is none that carries an HTTP request.
        public static let notHTTP = Code("notHTTP")
        /// A member is absent, or null, that the event cannot do without.
        public static let missing = Code("missing")
        /// A member is of another kind than it must be.
        public static let wrongType = Code("wrongType")
        /// A member's value has not the form it must have.
        public static let invalidValue = Code("invalidValue")
        /// A body or a record's data is marked as base64 and is not.
        public static let invalidBase64 = Code("invalidBase64")
        /// A text inside the event, such as a message's body, is not JSON.
        public static let invalidJSON = Code("invalidJSON")
        /// The request's body is longer than allowed.
        public static let bodyTooLarge = Code("bodyTooLarge")
        /// Several event handlers of the app take the event.
        public static let ambiguousHandler = Code("ambiguousHandler")
        /// The response is longer than the platform takes.
        public static let responseTooLarge = Code("responseTooLarge")

        /// The code's name.
        public let description: String

        init(_ description: String) {
            self.description = description
        }
    }

    /// What went wrong.
    public let code: Code
    /// What was missing or wrong: a full sentence.
    public let message: String
    /// Where in the event, such as `Records[2].eventID`, or empty for the event as a whole.
    public let path: String

    init(_ code: Code, _ message: String, at path: String = "") {
        self.code = code
        self.message = message
        self.path = path
    }

    /// The message, and where in the event.
    public var description: String {
        path.isEmpty ? message : "\(message) (at \(path))"
    }

    /// The same error seen from further out: its path begins with a step more.
    func inside(_ step: String) -> EventError {
        guard !path.isEmpty else { return EventError(code, message, at: step) }
        return EventError(code, message, at: path.utf8.first == UInt8(ascii: "[") ? step + path : "\(step).\(path)")
    }
}

extension EventError {
    /// Several event handlers take an event.
    static func ambiguous(_ handlers: [String]) -> EventError {
        let names = handlers.map { "`\($0)`" }.joined(separator: ", ")
        return EventError(
            .ambiguousHandler,
            "Several event handlers take this event: \(names). Set a different `from:` source on each handler."
        )
    }

    static func missing(_ name: String) -> EventError {
        EventError(.missing, "The event has no `\(name)`.", at: name)
    }

    static func wrongType(_ node: JSONNode, expected: String, at path: String = "") -> EventError {
        let what = path.isEmpty ? "The event" : "`\(path)`"
        return EventError(.wrongType, "\(what) must be \(expected), but is \(node.kind.article).", at: path)
    }

    static func invalidValue(_ path: String, expected: String) -> EventError {
        EventError(.invalidValue, "`\(path)` must be \(expected).", at: path)
    }
}

extension JSONNode.Kind {
    /// The kind as it stands in a sentence.
    var article: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
