public import SwiftletJSON

/// A field of a model that is only written: a computed property, or a stored one that no input sets.
///
/// ```swift
/// Schema(Rectangle.init, Field("width", \.width), Field("height", \.height), computed: [ComputedField("area", \.area)])
/// ```
public struct ComputedField<Root: Sendable>: Sendable {
    let name: String
    let encoder: @Sendable (_ name: String) -> AnyFieldEncoder
    let describe: @Sendable (_ name: String, inout SchemaRegistry) -> JSONObject
    let isAlwaysWritten: Bool

    /// Creates a field.
    ///
    /// - Parameters:
    ///   - name: the name in JSON.
    ///   - keyPath: the property.
    ///   - title: a title for the documentation; made from the name if `nil`.
    ///   - description: what the field means, for the documentation.
    ///   - examples: values as they may come, for the documentation.
    ///   - isDeprecated: whether the documentation advises against it.
    public init<Value: SchemaValue>(
        _ name: String,
        _ keyPath: any KeyPath<Root, Value> & Sendable,
        title: String? = nil,
        description: String? = nil,
        examples: [JSON] = [],
        isDeprecated: Bool = false
    ) {
        let notes = FieldNotes(
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
            notes.describe(&schema, name: name)
            schema["readOnly"] = true
            return schema
        }
    }
}

extension SchemaValue {
    /// Whether an object always has a field of the type.
    static var isAlwaysWritten: Bool { absent?.isOmitted != true }
}
