import Swiftlet
public import SwiftletJSON

/// A parameter that a Bedrock agent passes to an action.
public struct BedrockAgentParameter: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The type in the schema of the action group: `string`, `number`, `integer`, `boolean`, `array` or `object`.
    public var type: String
    /// The value as text.
    public var value: String

    init(_ node: JSONNode) throws(EventError) {
        name = try node.requiredString("name")
        type = try node.optionalString("type") ?? "string"
        value = node["value"]?.scalarText ?? node["value"].map { "\($0)" } ?? ""
    }

    /// The value as JSON of its type; a string if the text is not of the type.
    public var json: JSON {
        guard let parsed = try? JSON(parsing: value) else { return .string(value) }
        switch (type, parsed) {
        case ("number", .number), ("integer", .number), ("boolean", .bool), ("array", .array), ("object", .object):
            return parsed
        default:
            return .string(value)
        }
    }
}
