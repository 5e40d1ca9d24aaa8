public import SwiftletJSON

/// A struct with a schema, which provides decoding, validation, encoding and documentation.
///
/// Validation does not stop at the first error: all errors of the object are collected.
///
/// The `@Model` macro of the library `SwiftletMacros` generates the conformance and the schema. Written by hand:
///
/// ```swift
/// struct UserCreate: Model {
///     var email: EmailAddress
///     var name: String
///
///     static let schema = Schema(
///         UserCreate.init,
///         Field("email", \.email),
///         Field("name", \.name, .length(2...100))
///     )
/// }
/// ```
public protocol Model: SchemaValue where Constrained == Self {
    /// The fields of the struct, and the initializer that combines them.
    static var schema: Schema<Self> { get }
}

extension Model {
    /// Decodes an object and collects the errors of all fields.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<Self>],
        validation: inout Validation
    ) -> Self? {
        // Not `isEmpty`, which would need the metadata of the array's type and of the model's.
        if constraints.count == 0 { return schema.decode(input, validation: &validation) }
        guard let value = schema.decode(input, validation: &validation) else { return nil }
        return constraints.apply(to: value, shown: schema.redacted(input), validation: &validation)
    }

    /// Encodes an object with only the declared fields, in order of declaration.
    public func encode(to writer: inout JSONWriter) throws {
        try Self.schema.encode(self, to: &writer)
    }

    /// A reference to the model's schema, which is registered under the schema's name.
    public static func describe(_ constraints: [Constraint<Self>], _ registry: inout SchemaRegistry) -> JSONObject {
        registry.reference(to: Self.self, named: schema.name) { schema.describe(&$0) }
    }

    /// The name of the schema.
    public static var typeLabel: String { schema.name }

    /// The object with the values of secret fields redacted.
    public static func redacted(_ input: InputValue) -> JSON {
        schema.redacted(input)
    }

    /// Whether any field is or contains a secret.
    public static func containsSecret(visited seen: inout Set<ObjectIdentifier>) -> Bool {
        schema.containsSecret(visited: &seen)
    }
}
