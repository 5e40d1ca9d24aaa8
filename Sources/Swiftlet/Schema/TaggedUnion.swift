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

/// The models of a ``TaggedUnion`` and the name of the tag.
public struct Variants<Union: Sendable>: Sendable {
    let tag: String
    let variants: [Variant<Union>]

    /// Creates a list of variants.
    ///
    /// - Parameters:
    ///   - tag: The name of the member that contains the tag.
    ///   - variants: The variants, each with a unique tag value.
    public init(tag: String, _ variants: Variant<Union>...) {
        precondition(Set(variants.map(\.name)).count == variants.count, "Duplicate variant tag in \(Union.self).")
        self.tag = tag
        self.variants = variants
    }
}

/// A model of a ``TaggedUnion``.
public struct Variant<Union: Sendable>: Sendable {
    let name: String
    let decode: @Sendable (InputValue, _ tag: String, inout Validation) -> Union?
    /// Encodes the union if it is this variant, and returns whether it is.
    let encode: @Sendable (Union, _ tag: String, inout JSONWriter) throws -> Bool
    let describe: @Sendable (_ tag: String, inout SchemaRegistry) -> JSONObject
    let redacted: @Sendable (InputValue) -> JSON
    let holdsSecret: @Sendable (inout Set<ObjectIdentifier>) -> Bool

    /// Creates a variant.
    ///
    /// - Parameters:
    ///   - name: The value of the tag.
    ///   - make: Creates the union from the model; usually the enum case.
    ///   - extract: Returns the model if the union is this variant, or `nil`.
    public init<Payload: Model>(
        _ name: String,
        _ make: @escaping @Sendable (Payload) -> Union,
        _ extract: @escaping @Sendable (Union) -> Payload?
    ) {
        self.name = name
        self.decode = { input, tag, validation in
            Payload.schema.decode(input, tag: tag, &validation).map(make)
        }
        self.encode = { union, tag, writer in
            guard let payload = extract(union) else { return false }
            writer.beginObject()
            if !Payload.schema.hasField(named: tag) {
                writer.key(tag)
                writer.string(name)
            }
            try Payload.schema.encodeFields(of: payload, tag: tag, to: &writer)
            writer.endObject()
            return true
        }
        self.describe = { tag, registry in
            if Payload.schema.hasField(named: tag) { return Payload.describe([], &registry) }
            // Registered separately: the model without the tag has its own schema.
            let schemaName = "\(Union.self)\(Payload.schema.name)"
            return registry.reference(to: TaggedPayload<Union, Payload>.self, named: schemaName) { registry in
                var schema = Payload.schema.describe(tag: tag, &registry)
                var properties: JSONObject = [
                    tag: ["const": .string(name), "title": .string(FieldNotes.title(of: tag)), "type": "string"]
                ]
                for (key, value) in schema["properties"]?.object ?? [:] {
                    properties[key] = value
                }
                schema["properties"] = .object(properties)
                schema["required"] = .array([.string(tag)] + (schema["required"]?.array ?? []))
                schema["title"] = .string(schemaName)
                return schema
            }
        }
        self.redacted = Payload.redacted
        self.holdsSecret = Payload.holdsSecret
    }
}

/// Identifies the schema of a model combined with the tag of a union.
private enum TaggedPayload<Union, Payload> {}

extension TaggedUnion {
    /// Decodes the model selected by the tag.
    ///
    /// The locations of its errors include the tag.
    public static func decode(
        _ input: InputValue,
        _ rules: [Constraint<Self>],
        _ validation: inout Validation
    ) -> Self? {
        guard let value = variants.decode(input, { redacted(input) }, &validation) else { return nil }
        return rules.apply(to: value, shown: redacted(input), &validation)
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
    public static func describe(_ rules: [Constraint<Self>], _ registry: inout SchemaRegistry) -> JSONObject {
        var schemas: [JSON] = []
        var mapping: JSONObject = [:]
        for variant in variants.variants {
            let schema = variant.describe(variants.tag, &registry)
            schemas.append(.object(schema))
            mapping[variant.name] = schema["$ref"]
        }
        var schema: JSONObject = [
            "discriminator": ["mapping": .object(mapping), "propertyName": .string(variants.tag)],
            "oneOf": .array(schemas),
        ]
        rules.describe(&schema)
        return schema
    }

    /// The object with the secrets of the model selected by the tag redacted, or those of all models if the tag is unknown.
    public static func redacted(_ input: InputValue) -> JSON {
        let tag = input[variants.tag]?.string
        let named = variants.variants.filter { variant in tag.map(variant.name.utf8Equals) ?? false }
        return (named.isEmpty ? variants.variants : named).reduce(input.json) { $1.redacted(.value($0)) }
    }

    /// Whether any of the models contains a secret.
    public static func holdsSecret(besides seen: inout Set<ObjectIdentifier>) -> Bool {
        for variant in variants.variants where variant.holdsSecret(&seen) {
            return true
        }
        return false
    }
}

extension Variants {
    func decode(_ input: InputValue, _ shown: () -> JSON, _ validation: inout Validation) -> Union? {
        guard input.isObject else {
            validation.record(
                "model_attributes_type",
                "Input should be a valid dictionary or object to extract fields from",
                input: shown()
            )
            return nil
        }
        let discriminator = JSON.string(tag.pythonRepr)
        guard let given = input[tag] else {
            validation.record(
                "union_tag_not_found",
                "Unable to extract tag using discriminator \(tag.pythonRepr)",
                input: shown(),
                context: ["discriminator": discriminator]
            )
            return nil
        }
        guard let name = given.string, let variant = variants.first(where: { $0.name.utf8Equals(name) }) else {
            let shownTag = validation.isSecret ? JSON.hidden.pythonRepr : given.string ?? given.json.pythonRepr
            let expected = variants.map(\.name.pythonRepr).joined(separator: ", ")
            validation.record(
                "union_tag_invalid",
                "Input tag '\(shownTag)' found using \(tag.pythonRepr) does not match any of the expected tags: "
                    + expected,
                input: shown(),
                context: [
                    "discriminator": discriminator, "tag": .string(shownTag), "expected_tags": .string(expected),
                ]
            )
            return nil
        }
        return validation.at(.name(name)) { variant.decode(input, tag, &$0) }
    }
}

/// An error for a value that JSON cannot represent.
struct UnencodableValue: Error, CustomStringConvertible {
    /// The reason, as a sentence.
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
