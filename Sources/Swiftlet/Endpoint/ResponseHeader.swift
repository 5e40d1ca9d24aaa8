import SwiftletJSON

/// A response header field in the OpenAPI document, a
/// [Header Object](https://spec.openapis.org/oas/v3.1.0#header-object).
///
/// ```swift
/// let unavailable = ResponseDescription(
///     .serviceUnavailable,
///     headers: [ResponseHeader("Retry-After", Int.self, description: "Seconds to wait before the next request.")]
/// )
/// ```
public struct ResponseHeader: Sendable {
    /// The field's name.
    let name: String
    /// The type of the field's value.
    let type: any SchemaValue.Type
    /// The field's description; CommonMark.
    let description: String?
    /// Whether every response includes the field.
    let isRequired: Bool
    /// Whether the field is deprecated.
    let isDeprecated: Bool

    /// Creates the documentation of a header field.
    ///
    /// - Parameters:
    ///   - name: The field's name.
    ///   - type: The type of the field's value.
    ///   - description: The field's description; CommonMark.
    ///   - isRequired: Whether every response includes the field.
    ///   - isDeprecated: Whether the field is deprecated.
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

    /// The OpenAPI Header Object.
    func object(_ registry: inout SchemaRegistry) -> JSONObject {
        var object: JSONObject = [:]
        if let description { object["description"] = .string(description) }
        if isRequired { object["required"] = true }
        if isDeprecated { object["deprecated"] = true }
        object["schema"] = .object(type.describeOutput(&registry) ?? [:])
        return object
    }
}
