import SwiftletJSON

/// A model of a ``TaggedUnion``.
public struct Variant<Union: Sendable>: Sendable {
    let name: String
    let decode: @Sendable (InputValue, _ tag: String, inout Validation) -> Union?
    /// Encodes the union if it is this variant, and returns whether it is.
    let encode: @Sendable (Union, _ tag: String, inout JSONWriter) throws -> Bool
    let describe: @Sendable (_ tag: String, inout SchemaRegistry) -> JSONObject
    let redacted: @Sendable (InputValue) -> JSON
    let containsSecret: @Sendable (inout Set<ObjectIdentifier>) -> Bool

    /// Creates a variant.
    ///
    /// - Parameters:
    ///   - name: The value of the tag.
    ///   - make: Creates the union from the model; usually the enum case.
    ///   - extract: Returns the model if the union is this variant, or `nil`.
    public init<Payload: Model>(
        _ name: String,
        _ make: @escaping @Sendable (Payload) -> Union,
        extract: @escaping @Sendable (Union) -> Payload?
    ) {
        self.name = name
        self.decode = { input, tag, validation in
            Payload.schema.decode(input, tag: tag, validation: &validation).map(make)
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
                    tag: ["const": .string(name), "title": .string(FieldMetadata.title(of: tag)), "type": "string"]
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
        self.containsSecret = Payload.containsSecret
    }
}

/// Identifies the schema of a model combined with the tag of a union.
private enum TaggedPayload<Union, Payload> {}
