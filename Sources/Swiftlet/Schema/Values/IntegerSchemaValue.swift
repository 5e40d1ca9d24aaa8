public import SwiftletJSON
import SwiftletValues

/// A fixed-width integer type that can be used as an input or an output.
///
/// Decoded from numbers without a fraction, strings of decimal digits and Booleans. Out-of-range values are rejected as too
/// large or too small.
public protocol IntegerSchemaValue: NumericSchemaValue, FixedWidthInteger where Constrained == Self {}

extension Int: IntegerSchemaValue {}
extension Int8: IntegerSchemaValue {}
extension Int16: IntegerSchemaValue {}
extension Int32: IntegerSchemaValue {}
extension Int64: IntegerSchemaValue {}
extension UInt: IntegerSchemaValue {}
extension UInt8: IntegerSchemaValue {}
extension UInt16: IntegerSchemaValue {}
extension UInt32: IntegerSchemaValue {}
extension UInt64: IntegerSchemaValue {}

extension IntegerSchemaValue {
    /// Decodes an integer.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<Self>],
        validation: inout Validation
    ) -> Self? {
        switch ParsedInteger<Self>(input) {
        case .exact(let value):
            return constraints.apply(to: value, shown: input.json, validation: &validation)
        case .converted(let value):
            validation.floorExactness(.lax)
            return constraints.apply(to: value, shown: input.json, validation: &validation)
        case .outOfRange(let nearest):
            // Prefer the error of a constraint with a narrower bound to that of the type's range.
            var bounded = validation
            if constraints.apply(to: nearest, shown: input.json, validation: &bounded) == nil,
                bounded.errors.last.map({ boundErrors.contains($0.type) }) ?? false
            {
                validation = bounded
            } else {
                recordOutOfRange(nearest, input: input, validation: &validation)
            }
            return nil
        case .invalid(let type, let message):
            validation.record(type, message, input: input.json)
            return nil
        }
    }

    /// The constraint errors that also apply to an integer beyond the nearest representable one.
    private static var boundErrors: [String] {
        ["greater_than", "greater_than_equal", "less_than", "less_than_equal"]
    }

    private static func recordOutOfRange(_ nearest: Self, input: InputValue, validation: inout Validation) {
        if nearest == max {
            validation.record(
                "less_than_equal",
                "Input should be less than or equal to \(nearest)",
                input: input.json,
                context: ["le": .integer(nearest)]
            )
        } else {
            validation.record(
                "greater_than_equal",
                "Input should be greater than or equal to \(nearest)",
                input: input.json,
                context: ["ge": .integer(nearest)]
            )
        }
    }

    /// Encodes a JSON number.
    public func encode(to writer: inout JSONWriter) {
        writer.int(self)
    }

    /// The schema `{"type": "integer"}` with the constraints applied, and the limits of types narrower than 64 bits.
    public static func describe(_ constraints: [Constraint<Self>], _ registry: inout SchemaRegistry) -> JSONObject {
        var schema: JSONObject = ["type": "integer"]
        if bitWidth < 64 {
            schema["minimum"] = .integer(min)
            schema["maximum"] = .integer(max)
        } else if !isSigned {
            schema["minimum"] = 0
        }
        constraints.describe(&schema)
        return schema
    }

    /// Pydantic's name for the type, `int`.
    public static var typeLabel: String { "int" }

    /// The value as a JSON number.
    public var bound: JSON { .integer(self) }

    /// Whether the remainder is zero.
    public func isMultiple(ofStep step: Self) -> Bool {
        isMultiple(of: step)
    }
}

/// The result of parsing an input as an integer.
private enum ParsedInteger<Value: FixedWidthInteger> {
    /// The input is an integer.
    case exact(Value)
    /// The input can be converted to an integer.
    case converted(Value)
    /// The integer is out of range; `nearest` is the nearest representable one.
    case outOfRange(nearest: Value)
    case invalid(type: String, message: String)

    init(_ input: InputValue) {
        switch input.scalar {
        case .number(let number): self.init(number)
        case .string(let text): self.init(text)
        case .bool(let value): self = .converted(value ? 1 : 0)
        case .null, .other: self = .invalid(type: "int_type", message: "Input should be a valid integer")
        }
    }

    init(_ number: JSONNumber) {
        if let integer = number.int64 {
            self = Value(exactly: integer).map { .exact($0) } ?? .outOfRange(negative: integer < 0)
        } else if let integer = number.uint64 {
            self = Value(exactly: integer).map { .exact($0) } ?? .outOfRange(negative: false)
        } else if number.isIntegerLiteral {
            self = .outOfRange(negative: number.text.utf8.first == UInt8(ascii: "-"))
        } else if let double = number.double {
            if let value = Value(exactly: double) {
                self = .converted(value)
            } else if double == double.rounded(.towardZero) {
                self = .outOfRange(negative: double < 0)
            } else {
                self = .invalid(
                    type: "int_from_float",
                    message: "Input should be a valid integer, got a number with a fractional part"
                )
            }
        } else {
            self = .invalid(type: "finite_number", message: "Input should be a finite number")
        }
    }

    init(_ text: String) {
        if let value = Self.plain(text) {
            self = Value(exactly: value).map { .converted($0) } ?? .outOfRange(negative: false)
            return
        }
        guard let literal = IntegerLiteral(text) else {
            self = .invalid(
                type: "int_parsing",
                message: "Input should be a valid integer, unable to parse string as an integer"
            )
            return
        }
        guard literal.digits.count <= IntegerLiteral.digitLimit else {
            self = .invalid(
                type: "int_parsing_size",
                message: "Unable to parse input string as an integer, exceeded maximum size"
            )
            return
        }
        var value: Value = 0
        for digit in literal.digits {
            let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
            // Negative numbers are accumulated by subtraction, because the minimum has no positive counterpart.
            let (next, nextOverflow) =
                literal.isNegative
                ? shifted.subtractingReportingOverflow(Value(digit))
                : shifted.addingReportingOverflow(Value(digit))
            guard !overflow && !nextOverflow else {
                self = .outOfRange(negative: literal.isNegative)
                return
            }
            value = next
        }
        self = .converted(value)
    }

    /// A fast path for strings of 1 to 18 digits.
    private static func plain(_ text: String) -> Int64? {
        let bytes = text.utf8Span.span
        guard 1...18 ~= bytes.count else { return nil }
        var value: Int64 = 0
        for index in bytes.indices {
            guard bytes[index].isDigit else { return nil }
            value = value &* 10 &+ Int64(bytes[index] &- UInt8(ascii: "0"))
        }
        return value
    }

    private static func outOfRange(negative: Bool) -> Self {
        .outOfRange(nearest: negative ? .min : .max)
    }
}

/// The sign and the digits of an integer string.
///
/// Surrounding whitespace, a sign, single underscores between digits and a zero fraction are allowed.
private struct IntegerLiteral {
    var isNegative = false
    /// The digits without leading zeros.
    var digits: [UInt8] = []

    /// The maximum number of digits that Python's `int` accepts.
    static let digitLimit = 4300

    init?(_ text: String) {
        var rest = text.strippingWhitespace.utf8[...]
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            rest = rest.dropFirst()
        }
        if let point = rest.lastIndex(of: UInt8(ascii: ".")) {
            let fraction = rest[rest.index(after: point)...]
            guard !fraction.isEmpty, fraction.allSatisfy({ $0 == UInt8(ascii: "0") }) else { return nil }
            rest = rest[..<point]
        }
        digits.reserveCapacity(rest.count)
        var followsDigit = false
        for byte in rest {
            if byte.isDigit {
                if !digits.isEmpty || byte != UInt8(ascii: "0") { digits.append(byte - UInt8(ascii: "0")) }
                followsDigit = true
            } else if byte == UInt8(ascii: "_"), followsDigit {
                followsDigit = false
            } else {
                return nil
            }
        }
        guard followsDigit else { return nil }
    }
}

extension JSONNumber {
    /// Whether the number has neither a fraction nor an exponent.
    var isIntegerLiteral: Bool {
        int64 != nil || uint64 != nil || text.utf8.allSatisfy { $0.isDigit || $0 == UInt8(ascii: "-") }
    }
}
