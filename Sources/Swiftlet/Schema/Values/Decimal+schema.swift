public import FoundationEssentials
public import SwiftletJSON
import SwiftletValues

extension Decimal: EndpointOutput {}

/// A decimal number with up to 38 exact digits, decoded from a number or a string. Encoded as a string, because JSON parsers
/// may round numbers.
extension Decimal: SchemaValue, NumericSchemaValue {
    /// The maximum number of significant digits of a `Decimal`.
    private static let digitLimit = 38

    /// The accepted strings, as in Python's `Decimal`: an exponent, a missing digit before or after the point, underscores and
    /// whitespace are allowed.
    private static let inputPattern =
        "^\\s*_*[+-]?(_*[0-9][0-9_]*(\\.[0-9_]*)?|_*\\._*[0-9][0-9_]*)([eE]_*[+-]?_*[0-9][0-9_]*)?\\s*$"

    /// Decodes a decimal number from its digits, not from a binary approximation.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<Decimal>],
        validation: inout Validation
    ) -> Decimal? {
        let text: String
        switch input.scalar {
        case .number(let number): text = input.numberText ?? number.text
        case .string(let string): text = string
        case .null, .bool, .other:
            validation.record(
                "decimal_type",
                "Decimal input should be an integer, float, string or Decimal object",
                input: input.json
            )
            return nil
        }
        guard let literal = DecimalLiteral(text, allowsAnyUnderscores: true) else {
            validation.record("decimal_parsing", "Input should be a valid decimal", input: input.json)
            return nil
        }
        guard literal.isFinite else {
            validation.record("finite_number", "Input should be a finite number", input: input.json)
            return nil
        }
        guard literal.significantDigits <= digitLimit, let value = Decimal(string: literal.text), value.isFinite else {
            validation.recordTooManyDigits(digitLimit, input: input.json)
            return nil
        }
        validation.floorExactness(.lax)
        return constraints.apply(to: value, shown: input.json, validation: &validation)
    }

    /// Encodes the digits as a JSON string.
    ///
    /// - Throws: An error if the value is NaN.
    public func encode(to writer: inout JSONWriter) throws {
        guard isFinite else { throw UnencodableValue("Decimal.nan cannot be encoded as JSON.") }
        writer.string(description)
    }

    /// The input schema accepts a number with the constraints applied, or a numeric string.
    ///
    /// The output schema is a string of digits.
    public static func describe(_ constraints: [Constraint<Decimal>], _ registry: inout SchemaRegistry) -> JSONObject {
        if registry.mode == .output { return ["pattern": "^-?[0-9]+(\\.[0-9]+)?$", "type": "string"] }
        var number: JSONObject = ["type": "number"]
        constraints.describe(&number)
        return ["anyOf": [.object(number), ["pattern": .string(inputPattern), "type": "string"]]]
    }

    /// Pydantic's name for the type, `decimal`.
    public static var typeLabel: String { "decimal" }

    /// The value as a JSON number.
    public var bound: JSON { (try? JSONNumber(text: description)).map { .number($0) } ?? .null }

    /// Whether the quotient is an integer.
    public func isMultiple(ofStep step: Decimal) -> Bool {
        guard step != 0 else { return false }
        let quotient = self / step
        return !quotient.description.utf8.contains(UInt8(ascii: ".")) && quotient * step == self
    }
}

extension Constraint where Value == Decimal {
    /// Limits the number of digits.
    ///
    /// - Parameters:
    ///   - maximum: The maximum total number of digits, at least 1.
    ///   - decimalPlaces: The maximum number of digits after the decimal point, at most `maximum`. If `nil`, only `maximum`
    ///     applies.
    /// - Returns: The constraint.
    public static func digits(_ maximum: Int, decimalPlaces: Int? = nil) -> Constraint {
        precondition(
            maximum > 0 && decimalPlaces ?? 0 >= 0 && decimalPlaces ?? 0 <= maximum,
            "maximum must be positive, and decimalPlaces must be between 0 and maximum."
        )
        return Constraint(check: { value, shown, validation in
            let (whole, places) = value.digitCounts
            if whole + places > maximum {
                validation.recordTooManyDigits(maximum, input: shown())
                return false
            }
            guard let decimalPlaces else { return true }
            if places > decimalPlaces {
                validation.record(
                    "decimal_max_places",
                    "Decimal input should have no more than \(decimalPlaces) decimal place\(plural(decimalPlaces))",
                    input: shown(),
                    context: ["decimal_places": .integer(decimalPlaces)]
                )
                return false
            }
            if whole > maximum - decimalPlaces {
                let limit = maximum - decimalPlaces
                validation.record(
                    "decimal_whole_digits",
                    "Decimal input should have no more than \(limit) digit\(plural(limit)) before the decimal point",
                    input: shown(),
                    context: ["whole_digits": .integer(limit)]
                )
                return false
            }
            return true
        })
    }
}

extension Decimal {
    /// The number of digits before the decimal point, without leading zeros, and after it, without trailing zeros.
    fileprivate var digitCounts: (whole: Int, places: Int) {
        let parts = magnitude.description.split(separator: ".")
        let whole = parts.first.map { $0 == "0" ? 0 : $0.utf8.count } ?? 0
        return (whole, parts.count == 2 ? parts[1].utf8.count : 0)
    }
}

extension DecimalLiteral {
    /// The number of digits from the first to the last nonzero digit.
    fileprivate var significantDigits: Int {
        let mantissa = text.utf8.prefix { $0 | 0x20 != UInt8(ascii: "e") }.filter(\.isDigit)
        guard let first = mantissa.firstIndex(where: { $0 != UInt8(ascii: "0") }),
            let last = mantissa.lastIndex(where: { $0 != UInt8(ascii: "0") })
        else { return 0 }
        return last - first + 1
    }
}

extension Validation {
    fileprivate mutating func recordTooManyDigits(_ limit: Int, input: @autoclosure () -> JSON) {
        record(
            "decimal_max_digits",
            "Decimal input should have no more than \(limit) digit\(plural(limit)) in total",
            input: input(),
            context: ["max_digits": .integer(limit)]
        )
    }
}

extension InputValue {
    /// The source text of a JSON number.
    fileprivate var numberText: String? {
        if case .node(let node) = self { node.numberText } else { nil }
    }
}
