public import SwiftletJSON

/// An integer of some width that can be an input or an output.
///
/// A number without a fraction, a text of decimal digits and a bool are read as integers. What the width cannot hold is
/// rejected as too large or too small.
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
        _ rules: [Constraint<Self>],
        _ validation: inout Validation
    ) -> Self? {
        switch ParsedInteger<Self>(input) {
        case .exact(let value):
            return rules.apply(to: value, shown: input.json, &validation)
        case .converted(let value):
            validation.floorExactness(.lax)
            return rules.apply(to: value, shown: input.json, &validation)
        case .outOfRange(let nearest):
            // A rule with a narrower bound says more about what was expected than the width of the type.
            var bounded = validation
            if rules.apply(to: nearest, shown: input.json, &bounded) == nil,
                bounded.errors.last.map({ boundErrors.contains($0.type) }) ?? false
            {
                validation = bounded
            } else {
                recordOutOfRange(nearest, input, &validation)
            }
            return nil
        case .invalid(let type, let message):
            validation.record(type, message, input: input.json)
            return nil
        }
    }

    /// The errors of rules that also hold for an integer beyond the nearest one of the width.
    private static var boundErrors: [String] {
        ["greater_than", "greater_than_equal", "less_than", "less_than_equal"]
    }

    private static func recordOutOfRange(_ nearest: Self, _ input: InputValue, _ validation: inout Validation) {
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

    /// Writes a JSON number.
    public func encode(to writer: inout JSONWriter) {
        writer.int(self)
    }

    /// `{"type": "integer"}` with the rules; of integers narrower than 64 bits also the least and the greatest.
    public static func describe(_ rules: [Constraint<Self>], _ registry: inout SchemaRegistry) -> JSONObject {
        var schema: JSONObject = ["type": "integer"]
        if bitWidth < 64 {
            schema["minimum"] = .integer(min)
            schema["maximum"] = .integer(max)
        } else if !isSigned {
            schema["minimum"] = 0
        }
        rules.describe(&schema)
        return schema
    }

    /// `int`, as Pydantic names it.
    public static var typeLabel: String { "int" }

    /// The integer.
    public var bound: JSON { .integer(self) }

    /// Whether the remainder is zero.
    public func isMultiple(ofStep step: Self) -> Bool {
        isMultiple(of: step)
    }
}

/// What an input is when it is read as an integer.
private enum ParsedInteger<Value: FixedWidthInteger> {
    /// It is an integer.
    case exact(Value)
    /// It can be converted to an integer.
    case converted(Value)
    /// It is an integer that the width cannot hold; this is the nearest it can.
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
            // Negative numbers are built downwards: the least has no positive counterpart.
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

    /// The value of a text of nothing but a few digits, as nearly all are.
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

/// The sign and the digits of an integer in a text.
///
/// White space around it, a sign, single underscores between digits and a fraction of zeros are allowed.
private struct IntegerLiteral {
    var isNegative = false
    /// The digits without leading zeros.
    var digits: [UInt8] = []

    /// How many digits Python's `int` takes.
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
    /// Whether the number is written without a fraction and an exponent.
    var isIntegerLiteral: Bool {
        int64 != nil || uint64 != nil || text.utf8.allSatisfy { $0.isDigit || $0 == UInt8(ascii: "-") }
    }
}

extension UInt8 {
    /// Whether the byte is one of the ASCII digits.
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
