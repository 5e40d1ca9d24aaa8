public import SwiftletJSON

/// An ordinary struct with a schema: it decodes, validates with every error collected, encodes and documents itself.
///
/// The macro `@Model` of the library `SwiftletMacros` writes the conformance and the schema. By hand they are:
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
    /// How the struct is made from fields, and the fields.
    static var schema: Schema<Self> { get }
}

extension Model {
    /// Decodes an object, field by field, and collects every error.
    public static func decode(
        _ input: InputValue,
        _ rules: [Constraint<Self>],
        _ validation: inout Validation
    ) -> Self? {
        // Not `isEmpty`, which is looked up by the array's type, and that by the model's.
        if rules.count == 0 { return schema.decode(input, &validation) }
        guard let value = schema.decode(input, &validation) else { return nil }
        return rules.apply(to: value, shown: schema.redacted(input), &validation)
    }

    /// Writes an object with the declared fields only, in their order.
    public func encode(to writer: inout JSONWriter) throws {
        try Self.schema.encode(self, to: &writer)
    }

    /// A reference to the model's schema, which is registered under the type's name.
    public static func describe(_ rules: [Constraint<Self>], _ registry: inout SchemaRegistry) -> JSONObject {
        registry.reference(to: Self.self, named: schema.name) { schema.describe(&$0) }
    }

    /// The name of the schema.
    public static var typeLabel: String { schema.name }

    /// The object with the values of secret fields replaced.
    public static func redacted(_ input: InputValue) -> JSON {
        schema.redacted(input)
    }

    /// Whether any field is secret or contains a secret.
    public static func holdsSecret(besides seen: inout Set<ObjectIdentifier>) -> Bool {
        schema.holdsSecret(besides: &seen)
    }
}
