public import SwiftletJSON

/// A floating-point number that can be an input or an output.
///
/// Numbers, texts of numbers and bools are read. Infinities and what is not a number are rejected, since no answer could
/// carry them.
public protocol FloatingPointSchemaValue: NumericSchemaValue, BinaryFloatingPoint where Constrained == Self {}

extension Double: FloatingPointSchemaValue {}
extension Float: FloatingPointSchemaValue {}

extension FloatingPointSchemaValue {
    /// Decodes a finite number.
    public static func decode(
        _ input: InputValue,
        _ rules: [Constraint<Self>],
        _ validation: inout Validation
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
        return rules.apply(to: value, shown: input.json, &validation)
    }

    /// Writes a JSON number with the fewest digits that stand for it.
    ///
    /// - Throws: `JSONError` if the number is infinite or not a number.
    public func encode(to writer: inout JSONWriter) throws {
        if let value = self as? Float, value.isFinite {
            writer.raw(value.description.utf8)
        } else {
            try writer.double(Double(self))
        }
    }

    /// `{"type": "number"}` with the rules.
    public static func describe(_ rules: [Constraint<Self>], _ registry: inout SchemaRegistry) -> JSONObject {
        var schema: JSONObject = ["type": "number"]
        rules.describe(&schema)
        return schema
    }

    /// `float`, as Pydantic names it.
    public static var typeLabel: String { "float" }

    /// The number.
    public var bound: JSON { .double(Double(self)) }

    /// Whether the remainder is zero, or as near to zero or to the step as rounding brings it.
    public func isMultiple(ofStep step: Self) -> Bool {
        guard step != 0, isFinite else { return false }
        let remainder = truncatingRemainder(dividingBy: step).magnitude
        let threshold = magnitude / 1e9
        return remainder <= threshold || (remainder - step.magnitude).magnitude <= threshold
    }
}
