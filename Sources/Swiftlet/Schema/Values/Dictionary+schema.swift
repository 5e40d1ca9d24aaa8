public import SwiftletJSON

extension Dictionary: EndpointOutput where Key: SchemaKey, Value: SchemaValue {}

/// An object with arbitrary keys, with one type for the keys and one for the values.
extension Dictionary: SchemaValue where Key: SchemaKey, Value: SchemaValue {
    /// Decodes a JSON object, or all fields of a form.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<[Key: Value]>],
        validation: inout Validation
    ) -> [Key: Value]? {
        guard let members = input.members else {
            validation.record("dict_type", "Input should be a valid dictionary", input: redacted(input))
            return nil
        }
        for rule in constraints {
            if let bounds = rule.countBounds,
                !bounds.checkMaximum(
                    members.count,
                    type: "Dictionary",
                    shown: { redacted(input) },
                    validation: &validation
                )
            {
                return nil
            }
        }
        guard let values = decode(members, validation: &validation) else { return nil }
        return constraints.apply(to: values, shown: redacted(input), validation: &validation)
    }

    /// Decodes the members of an object.
    static func decode(
        _ members: [(name: String, value: InputValue)],
        validation: inout Validation
    ) -> [Key: Value]? {
        var values: [Key: Value] = [:]
        values.reserveCapacity(members.count)
        var isValid = true
        for (name, member) in members {
            validation.at(.name(name)) { validation in
                let key = Key.decodeKey(name, validation: &validation)
                guard let value = Value.decode(member, constraints: [], validation: &validation), let key else {
                    isValid = false
                    return
                }
                // Canonically equivalent strings differ as JSON keys but are one key of a Swift dictionary. For other key
                // types the last duplicate wins, as in Python.
                guard values.updateValue(value, forKey: key) == nil || Key.self != String.self else {
                    validation.recordValueError(
                        "the key is canonically equivalent to another one",
                        input: .string(name)
                    )
                    isValid = false
                    return
                }
            }
            if !isValid, validation.isFull { break }
        }
        return isValid ? values : nil
    }

    /// Encodes a JSON object sorted by key, so that equal dictionaries have equal encodings.
    public func encode(to writer: inout JSONWriter) throws {
        writer.beginObject()
        let members = try map { (name: try $0.key.encodedKey(), value: $0.value) }
        for (name, value) in members.sorted(by: { $0.name < $1.name }) where !value.isOmitted {
            writer.key(name)
            try value.encode(to: &writer)
        }
        writer.endObject()
    }

    /// The schema `{"type": "object", "additionalProperties": …}` with the constraints applied, and `propertyNames` if the key
    /// type has a restricted format.
    public static func describe(
        _ constraints: [Constraint<[Key: Value]>],
        _ registry: inout SchemaRegistry
    ) -> JSONObject {
        var schema: JSONObject = [
            "type": "object", "additionalProperties": .object(Value.describe([], &registry)),
        ]
        var names = Key.describe([], &registry)
        // Numeric and Boolean keys are encoded as strings, which JSON Schema cannot describe.
        if registry.resolve(names)["type"] == "string" {
            names["type"] = nil
            if !names.isEmpty { schema["propertyNames"] = .object(names) }
        }
        constraints.describe(&schema)
        return schema
    }

    /// `dict[…,…]` with the labels of the key and value types.
    public static var typeLabel: String { "dict[\(Key.typeLabel),\(Value.typeLabel)]" }

    /// The object with secrets in its values redacted.
    public static func redacted(_ input: InputValue) -> JSON {
        guard let members = input.members else { return Value.redacted(input) }
        return .object(JSONObject(members.map { ($0.name, Value.redacted($0.value)) }))
    }

    /// Whether the value type contains a secret.
    public static func containsSecret(visited seen: inout Set<ObjectIdentifier>) -> Bool {
        Value.containsSecret(visited: &seen)
    }
}
