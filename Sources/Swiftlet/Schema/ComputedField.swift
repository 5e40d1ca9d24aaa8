public import SwiftletJSON

/// An output-only model field: a computed property, or a stored property that inputs cannot set.
///
/// ```swift
/// struct Rectangle: Model {
///     var width: Int
///     var height: Int
///     var area: Int { width * height }
///
///     static let schema = Schema(
///         Rectangle.init,
///         Field("width", \.width),
///         Field("height", \.height),
///         computed: [ComputedField("area", \.area)]
///     )
/// }
/// ```
public struct ComputedField<Root: Sendable>: Sendable {
    let name: String
    let encoder: @Sendable (_ name: String) -> AnyFieldEncoder
    let describe: @Sendable (_ name: String, inout SchemaRegistry) -> JSONObject
    let isAlwaysWritten: Bool

    /// Creates a computed field.
    ///
    /// - Parameters:
    ///   - name: The field's name in JSON.
    ///   - keyPath: The property to encode.
    ///   - title: The title in the documentation; derived from the name if `nil`.
    ///   - description: The description in the documentation.
    ///   - examples: Example values for the documentation.
    ///   - isDeprecated: Whether the documentation marks the field as deprecated.
    public init<Value: SchemaValue>(
        _ name: String,
        _ keyPath: any KeyPath<Root, Value> & Sendable,
        title: String? = nil,
        description: String? = nil,
        examples: [JSON] = [],
        isDeprecated: Bool = false
    ) {
        let metadata = FieldMetadata(
            aliases: [],
            title: title,
            description: description,
            examples: examples,
            isDeprecated: isDeprecated
        )
        self.name = name
        self.isAlwaysWritten = Value.isAlwaysWritten
        self.encoder = { ComputedFieldEncoder(name: $0, keyPath: keyPath) }
        self.describe = { name, registry in
            var schema = Value.describe([], &registry)
            metadata.describe(&schema, name: name)
            schema["readOnly"] = true
            return schema
        }
    }
}

extension SchemaValue {
    /// Whether a field of this type is always written.
    static var isAlwaysWritten: Bool { absent?.isOmitted != true }
}
