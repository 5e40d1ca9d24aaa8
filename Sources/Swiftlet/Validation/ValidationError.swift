public import SwiftletJSON

/// A validation error of an input, in Pydantic's format.
public struct ValidationError: Error, Sendable, Hashable {
    /// The type of the error, such as `missing` or `string_too_short`: one of Pydantic's error types.
    public var type: String
    /// The path to the invalid input: `["body", "address", "street"]`, `["query", "page"]`, or with indices, `["body", "tags", 2]`.
    public var location: [Component]
    /// The error message.
    public var message: String
    /// The rejected input, with secrets redacted.
    public var input: JSON
    /// The parameters of the message, such as `{"ge": 1}`.
    public var context: JSONObject?

    /// Creates a validation error.
    public init(
        type: String,
        location: [Component],
        message: String,
        input: JSON,
        context: JSONObject? = nil
    ) {
        self.type = type
        self.location = location
        self.message = message
        self.input = input
        self.context = context
    }

    /// A component of a location: a member's name or an element's index.
    public enum Component: Sendable, Hashable {
        /// The name of a member or parameter.
        case name(String)
        /// The zero-based index of an element.
        case index(Int)
    }

    /// Encodes the error as the object `{"type", "loc", "msg", "input", "ctx"}`.
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("type")
        writer.string(type)
        writer.key("loc")
        writer.beginArray()
        for component in location {
            switch component {
            case .name(let name): writer.string(name)
            case .index(let index): writer.int(index)
            }
        }
        writer.endArray()
        writer.key("msg")
        writer.string(message)
        writer.key("input")
        writer.value(input)
        if let context {
            writer.key("ctx")
            writer.value(.object(context))
        }
        writer.endObject()
    }
}

extension ValidationError: CustomStringConvertible {
    /// The location and the message, such as `body.tags[2]: Field required`.
    ///
    /// The input is not included.
    public var description: String {
        let place = location.reduce(into: "") { place, component in
            switch component {
            case .name(let name): place += place.isEmpty ? name : ".\(name)"
            case .index(let index): place += "[\(index)]"
            }
        }
        return place.isEmpty ? message : "\(place): \(message)"
    }
}
