public import SwiftletJSON

/// A floating-point type that can be used as an input or an output.
///
/// Decoded from numbers, numeric strings and Booleans. Infinity and NaN are rejected, because JSON cannot represent them in
/// a response.
public protocol FloatingPointSchemaValue: NumericSchemaValue, BinaryFloatingPoint where Constrained == Self {}

extension Double: FloatingPointSchemaValue {}
extension Float: FloatingPointSchemaValue {}

extension FloatingPointSchemaValue {
    /// Decodes a finite number.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<Self>],
        validation: inout Validation
    ) -> Self? {
        let number: Double?
        switch input.scalar {
        case .number(let value):
            number = value.double
            if value.int64 != nil || value.uint64 != nil { validation.floorExactness(.strict) }
        case .bool(let value):
            validation.floorExactness(.lax)
            number = value ? 1 : 0
        case .string(let text):
            validation.floorExactness(.lax)
            guard let value = DecimalLiteral(text) else {
                validation.record(
                    "float_parsing",
                    "Input should be a valid number, unable to parse string as a number",
                    input: input.json
                )
                return nil
            }
            number = value.isFinite ? Double(value.text) : nil
        case .null, .other:
            validation.record("float_type", "Input should be a valid number", input: input.json)
            return nil
        }
        guard let number, case let value = Self(number), value.isFinite else {
            validation.record("finite_number", "Input should be a finite number", input: input.json)
            return nil
        }
        return constraints.apply(to: value, shown: input.json, validation: &validation)
    }

    /// Encodes a JSON number with the shortest representation that parses to the same value.
    ///
    /// - Throws: `JSONError` if the number is infinite or NaN.
    public func encode(to writer: inout JSONWriter) throws {
        if let value = self as? Float, value.isFinite {
            writer.raw(value.description.utf8)
        } else {
            try writer.double(Double(self))
        }
    }

    /// The schema `{"type": "number"}` with the constraints applied.
    public static func describe(_ constraints: [Constraint<Self>], _ registry: inout SchemaRegistry) -> JSONObject {
        constraints.describing(["type": "number"])
    }

    /// Pydantic's name for the type, `float`.
    public static var typeLabel: String { "float" }

    /// The value as a JSON number.
    public var bound: JSON { .double(Double(self)) }

    /// Whether the value is at most a billionth from the nearest multiple of the step, as in Pydantic.
    public func isMultiple(ofStep step: Self) -> Bool {
        guard step != 0, isFinite else { return false }
        return (self - (self / step).rounded(.toNearestOrEven) * step).magnitude <= 1e-9
    }
}
