public import SwiftletJSON

/// A field of a model: its name in JSON, the property that stores it, its constraints, and its default value.
///
/// ```swift
/// struct Member: Model {
///     var name: String
///     var age: Int?
///     var nickname: String
///
///     static let schema = Schema(
///         Member.init,
///         Field("name", \.name, .stripped, .length(2...100)),
///         Field("age", \.age, .range(0..<150)),
///         Field("nickname", \.nickname, .check("must not be reserved") { $0 != "admin" }, default: "anonymous")
///     )
/// }
/// ```
public struct Field<Root, Value: SchemaValue>: Sendable {
    let name: String
    let keyPath: any KeyPath<Root, Value> & Sendable
    let rules: [Constraint<Value.Constrained>]
    let defaultValue: Value?
    let metadata: FieldMetadata

    /// Creates a field.
    ///
    /// - Parameters:
    ///   - name: The field's name in JSON.
    ///   - keyPath: The property that stores the value.
    ///   - rules: The constraints that the value must satisfy.
    ///   - default: The value of an absent field. Without a default the field is required, unless its type defines an
    ///     absent value, as `Optional` and ``Patch`` do.
    ///   - aliases: Other names that inputs may use for the field, tried in order after `name`.
    ///   - title: The title in the documentation; derived from the name if `nil`.
    ///   - description: The description in the documentation.
    ///   - examples: Example values for the documentation.
    ///   - isDeprecated: Whether the documentation marks the field as deprecated.
    public init(
        _ name: String,
        _ keyPath: any KeyPath<Root, Value> & Sendable,
        _ rules: Constraint<Value.Constrained>...,
        default: Value? = nil,
        aliases: [String] = [],
        title: String? = nil,
        description: String? = nil,
        examples: [JSON] = [],
        isDeprecated: Bool = false
    ) {
        self.name = name
        self.keyPath = keyPath
        self.rules = rules
        self.defaultValue = `default`
        self.metadata = FieldMetadata(
            aliases: aliases,
            title: title,
            description: description,
            examples: examples,
            isDeprecated: isDeprecated
        )
    }

    /// The value of an absent field, or `nil` if the field is required.
    var fallback: Value? { defaultValue ?? Value.absent }

    /// The field's decoder, under the name produced by the schema's naming strategy.
    func decoder(named name: String) -> AnyFieldDecoder {
        FieldDecoder(name: name, aliases: metadata.aliases, rules: rules, fallback: fallback)
    }
}

extension Field {
    /// The field's encoder, under the name produced by the schema's naming strategy.
    func encoder(named name: String) -> AnyFieldEncoder {
        guard let offset = MemoryLayout<Root>.offset(of: keyPath) else {
            return ComputedFieldEncoder(name: name, keyPath: keyPath)
        }
        return StoredFieldEncoder<Value>(name: name, offset: offset)
    }
}
