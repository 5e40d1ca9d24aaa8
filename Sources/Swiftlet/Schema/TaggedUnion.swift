public import SwiftletJSON

/// One of several models, told apart by the value of one member.
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
/// The models need no field for the tag; it is written in front of their own. If they have one, it is theirs.
public protocol TaggedUnion: SchemaValue where Constrained == Self {
    /// The member that tells the models apart, and the models.
    static var variants: Variants<Self> { get }
}

/// The models of a ``TaggedUnion`` and the name of the member that tells them apart.
public struct Variants<Union: Sendable>: Sendable {
    let tag: String
    let variants: [Variant<Union>]

    /// Creates variants.
    ///
    /// - Parameters:
    ///   - tag: the name of the member that tells them apart.
    ///   - variants: the variants, each with a tag of its own.
    public init(tag: String, _ variants: Variant<Union>...) {
        precondition(Set(variants.map(\.name)).count == variants.count, "Two variants of \(Union.self) have one tag.")
        self.tag = tag
        self.variants = variants
    }
}

/// One model of a ``TaggedUnion``.
public struct Variant<Union: Sendable>: Sendable {
    let name: String
    let decode: @Sendable (InputValue, _ tag: String, inout Validation) -> Union?
    /// Writes a union that is this variant, and returns whether it is.
    let encode: @Sendable (Union, _ tag: String, inout JSONWriter) throws -> Bool
    let describe: @Sendable (_ tag: String, inout SchemaRegistry) -> JSONObject
    let redacted: @Sendable (InputValue) -> JSON
    let holdsSecret: @Sendable (inout Set<ObjectIdentifier>) -> Bool

    /// Creates a variant.
    ///
    /// - Parameters:
    ///   - name: the value of the tag.
    ///   - make: makes the union from the model: the enumeration's case.
    ///   - extract: the model, if the union is this variant.
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
            // The model alone, without the tag, is another schema.
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

/// Names the schema of a model with the tag of a union.
private enum TaggedPayload<Union, Payload> {}

extension TaggedUnion {
    /// Decodes the model that the tag names; errors carry the tag in their location.
    public static func decode(
        _ input: InputValue,
        _ rules: [Constraint<Self>],
        _ validation: inout Validation
    ) -> Self? {
        guard let value = variants.decode(input, { redacted(input) }, &validation) else { return nil }
        return rules.apply(to: value, shown: redacted(input), &validation)
    }

    /// Writes the model with its tag.
    ///
    /// - Throws: `UnencodableValue` if the union is none of its variants.
    public func encode(to writer: inout JSONWriter) throws {
        for variant in Self.variants.variants {
            if try variant.encode(self, Self.variants.tag, &writer) { return }
        }
        throw UnencodableValue("A value of \(Self.self) is none of its variants.")
    }

    /// `{"oneOf": […], "discriminator": …}`.
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

    /// The object with the secrets of the model that the tag names taken out; of all models, if it names none.
    public static func redacted(_ input: InputValue) -> JSON {
        let tag = input[variants.tag]?.string
        let named = variants.variants.filter { variant in tag.map(variant.name.utf8Equals) ?? false }
        return (named.isEmpty ? variants.variants : named).reduce(input.json) { $1.redacted(.value($0)) }
    }

    /// Whether one of the models contains a secret.
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

/// A value that has no JSON form.
struct UnencodableValue: Error, CustomStringConvertible {
    /// What is wrong, in a sentence.
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
