public import SwiftletJSON

/// A union of models that are distinguished by a tag: the value of one member.
///
/// ```swift
/// enum Payment: TaggedUnion {
///     case card(Card)
///     case transfer(Transfer)
///
///     static let variants = Variants(
///         tag: "kind",
///         Variant("card", Payment.card) { if case .card(let card) = $0 { card } else { nil } },
///         Variant("transfer", Payment.transfer) { if case .transfer(let transfer) = $0 { transfer } else { nil } }
///     )
/// }
/// ```
///
/// The models need no field for the tag, which is encoded before their fields. A model that declares the field encodes it
/// itself.
public protocol TaggedUnion: SchemaValue where Constrained == Self {
    /// The name of the tag, and the models.
    static var variants: Variants<Self> { get }
}

extension TaggedUnion {
    /// Decodes the model selected by the tag.
    ///
    /// The locations of its errors include the tag.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<Self>],
        validation: inout Validation
    ) -> Self? {
        guard let value = variants.decode(input, shown: { redacted(input) }, validation: &validation) else {
            return nil
        }
        return constraints.apply(to: value, shown: redacted(input), validation: &validation)
    }

    /// Encodes the model with its tag.
    ///
    /// - Throws: `UnencodableValue` if the value matches none of the variants.
    public func encode(to writer: inout JSONWriter) throws {
        for variant in Self.variants.variants {
            if try variant.encode(self, Self.variants.tag, &writer) { return }
        }
        throw UnencodableValue("A value of \(Self.self) matches none of its variants.")
    }

    /// The schema `{"oneOf": […], "discriminator": …}`.
    public static func describe(_ constraints: [Constraint<Self>], _ registry: inout SchemaRegistry) -> JSONObject {
        var schemas: [JSON] = []
        var mapping: JSONObject = [:]
        for variant in variants.variants {
            let schema = variant.describe(variants.tag, &registry)
            schemas.append(.object(schema))
            mapping[variant.name] = schema["$ref"]
        }
        return constraints.describing([
            "discriminator": ["mapping": .object(mapping), "propertyName": .string(variants.tag)],
            "oneOf": .array(schemas),
        ])
    }

    /// The object with the secrets of the model selected by the tag redacted, or those of all models if the tag is unknown.
    public static func redacted(_ input: InputValue) -> JSON {
        let tag = input[variants.tag]?.string
        let named = variants.variants.filter { variant in tag.map(variant.name.utf8Equals) ?? false }
        return (named.isEmpty ? variants.variants : named).reduce(input.json) { $1.redacted(.value($0)) }
    }

    /// Whether any of the models contains a secret.
    public static func containsSecret(visited seen: inout Set<ObjectIdentifier>) -> Bool {
        for variant in variants.variants where variant.containsSecret(&seen) {
            return true
        }
        return false
    }
}
