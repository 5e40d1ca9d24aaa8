public import SwiftletJSON

extension JSON: EndpointOutput {}

/// Any JSON value.
extension JSON: SchemaValue {
    /// Accepts any input unchanged.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<JSON>],
        validation: inout Validation
    ) -> JSON? {
        let value = input.json
        validation.floorExactness(.strict)
        return constraints.apply(to: value, shown: value, validation: &validation)
    }

    /// Encodes the value.
    public func encode(to writer: inout JSONWriter) {
        writer.value(self)
    }

    /// The schema `{}`, which accepts any value, with the constraints applied.
    public static func describe(_ constraints: [Constraint<JSON>], _ registry: inout SchemaRegistry) -> JSONObject {
        constraints.describing([:])
    }

    /// Pydantic's name for the type, `any`.
    public static var typeLabel: String { "any" }
}

extension JSONObject: EndpointOutput {}

/// Any JSON object, with its members in order.
extension JSONObject: SchemaValue {
    /// Accepts any object unchanged.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<JSONObject>],
        validation: inout Validation
    ) -> JSONObject? {
        guard input.isObject, let object = input.json.object else {
            validation.record("dict_type", "Input should be a valid dictionary", input: input.json)
            return nil
        }
        validation.floorExactness(.strict)
        return constraints.apply(to: object, shown: .object(object), validation: &validation)
    }

    /// Encodes the object.
    public func encode(to writer: inout JSONWriter) {
        writer.value(.object(self))
    }

    /// The schema `{"type": "object", "additionalProperties": true}` with the constraints applied.
    public static func describe(
        _ constraints: [Constraint<JSONObject>],
        _ registry: inout SchemaRegistry
    ) -> JSONObject {
        constraints.describing(["type": "object", "additionalProperties": true])
    }

    /// Pydantic's name for the type, `dict[str,any]`.
    public static var typeLabel: String { "dict[str,any]" }
}
