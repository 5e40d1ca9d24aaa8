public import SwiftletJSON

extension JSON: EndpointOutput {}

/// Any JSON at all.
extension JSON: SchemaValue {
    /// Takes the input as it is.
    public static func decode(
        _ input: InputValue,
        _ rules: [Constraint<JSON>],
        _ validation: inout Validation
    ) -> JSON? {
        let value = input.json
        validation.floorExactness(.strict)
        return rules.apply(to: value, shown: value, &validation)
    }

    /// Writes the value.
    public func encode(to writer: inout JSONWriter) {
        writer.value(self)
    }

    /// `{}`, which allows anything, with the rules.
    public static func describe(_ rules: [Constraint<JSON>], _ registry: inout SchemaRegistry) -> JSONObject {
        var schema: JSONObject = [:]
        rules.describe(&schema)
        return schema
    }

    /// `any`, as Pydantic names it.
    public static var typeLabel: String { "any" }
}

extension JSONObject: EndpointOutput {}

/// Any JSON object, its members in order.
extension JSONObject: SchemaValue {
    /// Takes an object as it is.
    public static func decode(
        _ input: InputValue,
        _ rules: [Constraint<JSONObject>],
        _ validation: inout Validation
    ) -> JSONObject? {
        guard input.isObject, let object = input.json.object else {
            validation.record("dict_type", "Input should be a valid dictionary", input: input.json)
            return nil
        }
        validation.floorExactness(.strict)
        return rules.apply(to: object, shown: .object(object), &validation)
    }

    /// Writes the object.
    public func encode(to writer: inout JSONWriter) {
        writer.value(.object(self))
    }

    /// `{"type": "object", "additionalProperties": true}` with the rules.
    public static func describe(
        _ rules: [Constraint<JSONObject>],
        _ registry: inout SchemaRegistry
    ) -> JSONObject {
        var schema: JSONObject = ["type": "object", "additionalProperties": true]
        rules.describe(&schema)
        return schema
    }

    /// `dict[str,any]`, as Pydantic names it.
    public static var typeLabel: String { "dict[str,any]" }
}
