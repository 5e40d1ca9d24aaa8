public import SwiftletJSON

/// One thing that is wrong with a request's input, in the form of Pydantic's errors.
public struct ValidationError: Error, Sendable, Hashable {
    /// The kind of error, such as `missing` or `string_too_short`: one of Pydantic's error types.
    public var type: String
    /// Where: `["body", "address", "street"]`, `["query", "page"]`, or with indices, `["body", "tags", 2]`.
    public var location: [Component]
    /// A sentence that says what was expected.
    public var message: String
    /// The input that was rejected, secrets redacted.
    public var input: JSON
    /// The figures the message was made from, such as `{"ge": 1}`.
    public var context: JSONObject?

    /// Creates an error.
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

    /// One step of a location: a member's name or an element's index.
    public enum Component: Sendable, Hashable {
        /// A name.
        case name(String)
        /// An index, from 0.
        case index(Int)
    }

    /// Writes the error as the object `{"type", "loc", "msg", "input", "ctx"}`.
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
    /// Where, and what was expected, such as `body.tags[2]: Field required`; what was sent is not in it.
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
