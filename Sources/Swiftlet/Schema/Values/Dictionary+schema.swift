public import SwiftletJSON

extension Dictionary: EndpointOutput where Key == String, Value: SchemaValue {}

/// An object whose names are not known beforehand, with values of one type.
extension Dictionary: SchemaValue where Key == String, Value: SchemaValue {
    /// Decodes a JSON object, or all fields of a form.
    public static func decode(
        _ input: InputValue,
        _ rules: [Constraint<[String: Value]>],
        _ validation: inout Validation
    ) -> [String: Value]? {
        guard let members = input.members else {
            validation.record("dict_type", "Input should be a valid dictionary", input: redacted(input))
            return nil
        }
        for rule in rules {
            if let bounds = rule.countBounds,
                !bounds.checkMaximum(members.count, "Dictionary", { redacted(input) }, &validation)
            {
                return nil
            }
        }
        var values: [String: Value] = [:]
        values.reserveCapacity(members.count)
        var isValid = true
        for (name, member) in members {
            validation.at(.name(name)) { validation in
                let isAllowed = String.decode(.text(name), [], &validation) != nil
                guard let value = Value.decode(member, [], &validation), isAllowed else {
                    isValid = false
                    return
                }
                // The names differ by their bytes, but a Swift dictionary cannot hold both.
                guard values.updateValue(value, forKey: name) == nil else {
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
        guard isValid else { return nil }
        return rules.apply(to: values, shown: redacted(input), &validation)
    }

    /// Writes a JSON object, in the order of the names, so that equal dictionaries are written alike.
    public func encode(to writer: inout JSONWriter) throws {
        writer.beginObject()
        for (name, value) in sorted(by: { $0.key < $1.key }) where !value.isOmitted {
            writer.key(name)
            try value.encode(to: &writer)
        }
        writer.endObject()
    }

    /// `{"type": "object", "additionalProperties": …}` with the rules.
    public static func describe(
        _ rules: [Constraint<[String: Value]>],
        _ registry: inout SchemaRegistry
    ) -> JSONObject {
        var schema: JSONObject = [
            "type": "object", "additionalProperties": .object(Value.describe([], &registry)),
        ]
        rules.describe(&schema)
        return schema
    }

    /// The object with the secrets of its values taken out.
    public static func redacted(_ input: InputValue) -> JSON {
        guard let members = input.members else { return Value.redacted(input) }
        return .object(JSONObject(members.map { ($0.name, Value.redacted($0.value)) }))
    }

    /// As its values.
    public static func holdsSecret(besides seen: inout Set<ObjectIdentifier>) -> Bool {
        Value.holdsSecret(besides: &seen)
    }
}
