package import SwiftletJSON

/// An error in decoding an event or encoding its response.
///
/// Messages name members and JSON types but never contain values, so they are safe to log.
public struct EventError: Error, Sendable, Hashable, CustomStringConvertible {
    /// An error code.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The event does not contain an HTTP request.
        public static let notHTTP = Code("notHTTP")
        /// A required member is missing or null.
        public static let missing = Code("missing")
        /// A member has the wrong JSON type.
        public static let wrongType = Code("wrongType")
        /// A member has an invalid value.
        public static let invalidValue = Code("invalidValue")
        /// A body or the data of a record is not valid base64.
        public static let invalidBase64 = Code("invalidBase64")
        /// Text inside the event, such as the body of a message, is not valid JSON.
        public static let invalidJSON = Code("invalidJSON")
        /// The request body exceeds the configured limit.
        public static let bodyTooLarge = Code("bodyTooLarge")
        /// More than one event handler of the app matches the event.
        public static let ambiguousHandler = Code("ambiguousHandler")
        /// The response exceeds the platform's size limit.
        public static let responseTooLarge = Code("responseTooLarge")

        /// The name of the code.
        public let description: String

        init(_ description: String) {
            self.description = description
        }
    }

    /// The error code.
    public let code: Code
    /// The description of the error, a full sentence.
    public let message: String
    /// The path of the invalid member, such as `Records[2].eventID`; empty for the event as a whole.
    public let path: String

    package init(_ code: Code, _ message: String, at path: String = "") {
        self.code = code
        self.message = message
        self.path = path
    }

    /// The message and the path.
    public var description: String {
        path.isEmpty ? message : "\(message) (at \(path))"
    }

    /// Returns the error with a component prepended to its path.
    package func inside(_ step: String) -> EventError {
        guard !path.isEmpty else { return EventError(code, message, at: step) }
        return EventError(code, message, at: path.utf8.first == UInt8(ascii: "[") ? step + path : "\(step).\(path)")
    }
}

extension EventError {
    /// Creates the error for an event that more than one handler matches.
    static func ambiguous(_ handlers: [String]) -> EventError {
        let names = handlers.map { "`\($0)`" }.joined(separator: ", ")
        return EventError(
            .ambiguousHandler,
            "Multiple event handlers match this event: \(names). Set a different `from:` source on each handler."
        )
    }

    /// Creates the error for a required member that is missing or null.
    package static func missing(_ name: String) -> EventError {
        EventError(.missing, "The event has no `\(name)`.", at: name)
    }

    /// Creates the error for a member, or an event, of the wrong JSON type.
    package static func wrongType(_ node: JSONNode, expected: String, at path: String = "") -> EventError {
        let what = path.isEmpty ? "The event" : "`\(path)`"
        return EventError(.wrongType, "\(what) must be \(expected), but is \(node.kind.article).", at: path)
    }

    /// Creates the error for a member with an invalid value.
    package static func invalidValue(_ path: String, expected: String) -> EventError {
        EventError(.invalidValue, "`\(path)` must be \(expected).", at: path)
    }
}

extension JSONNode.Kind {
    /// The JSON type with its article, for error messages.
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
