import SwiftletJSON

/// A header field of a response, for the OpenAPI document: the
/// [Header Object](https://spec.openapis.org/oas/v3.1.0#header-object).
///
/// ```swift
/// ResponseHeader("Retry-After", Int.self, description: "Seconds to wait before the next request.")
/// ```
public struct ResponseHeader: Sendable {
    /// The field's name.
    public let name: String
    /// The type of its value.
    public let type: any SchemaValue.Type
    /// What it means; CommonMark.
    public let description: String?
    /// Whether every such response has it.
    public let isRequired: Bool
    /// Whether its use is discouraged.
    public let isDeprecated: Bool

    /// Creates a description of a header field.
    ///
    /// - Parameters:
    ///   - name: the field's name.
    ///   - type: the type of its value.
    ///   - description: what it means; CommonMark.
    ///   - isRequired: whether every such response has it.
    ///   - isDeprecated: whether its use is discouraged.
    public init(
        _ name: String,
        _ type: any SchemaValue.Type = String.self,
        description: String? = nil,
        isRequired: Bool = false,
        isDeprecated: Bool = false
    ) {
        self.name = name
        self.type = type
        self.description = description
        self.isRequired = isRequired
        self.isDeprecated = isDeprecated
    }

    /// The header object.
    func object(_ registry: inout SchemaRegistry) -> JSONObject {
        var object: JSONObject = [:]
        if let description { object["description"] = .string(description) }
        if isRequired { object["required"] = true }
        if isDeprecated { object["deprecated"] = true }
        object["schema"] = .object(type.describeOutput(&registry) ?? [:])
        return object
    }
}
