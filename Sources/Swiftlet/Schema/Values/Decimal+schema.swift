public import FoundationEssentials
public import SwiftletJSON

extension Decimal: EndpointOutput {}

/// A decimal number, exact up to 38 digits, from a number or a text; written as a text, which no reader rounds.
extension Decimal: SchemaValue, NumericSchemaValue {
    /// The most digits that a decimal holds.
    private static let digitLimit = 38

    /// The strings of numbers that are read: with an exponent, without a digit before or after the point, with underscores
    /// and white space, as Python's `Decimal` reads them.
    private static let inputPattern =
        "^\\s*_*[+-]?(_*[0-9][0-9_]*(\\.[0-9_]*)?|_*\\._*[0-9][0-9_]*)([eE]_*[+-]?_*[0-9][0-9_]*)?\\s*$"

    /// Decodes a decimal number from its digits, not from a binary approximation.
    public static func decode(
        _ input: InputValue,
        _ rules: [Constraint<Decimal>],
        _ validation: inout Validation
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
        return rules.apply(to: value, shown: input.json, &validation)
    }

    /// Writes the digits as a JSON string.
    ///
    /// - Throws: an error if the value is not a number.
    public func encode(to writer: inout JSONWriter) throws {
        guard isFinite else { throw UnencodableValue("A decimal is not a number.") }
        writer.string(description)
    }

    /// What is read: a number with the rules, or a string of one; what is written: a string of digits.
    public static func describe(_ rules: [Constraint<Decimal>], _ registry: inout SchemaRegistry) -> JSONObject {
        if registry.mode == .output { return ["pattern": "^-?[0-9]+(\\.[0-9]+)?$", "type": "string"] }
        var number: JSONObject = ["type": "number"]
        rules.describe(&number)
        return ["anyOf": [.object(number), ["pattern": .string(inputPattern), "type": "string"]]]
    }

    /// `decimal`, as Pydantic names it.
    public static var typeLabel: String { "decimal" }

    /// The number.
    public var bound: JSON { (try? JSONNumber(text: description)).map { .number($0) } ?? .null }

    /// Whether a division leaves nothing over.
    public func isMultiple(ofStep step: Decimal) -> Bool {
        guard step != 0 else { return false }
        let quotient = self / step
        return !quotient.description.utf8.contains(UInt8(ascii: ".")) && quotient * step == self
    }
}

extension Constraint where Value == Decimal {
    /// Allows decimals with few enough digits.
    ///
    /// - Parameters:
    ///   - maximum: how many digits in all.
    ///   - decimalPlaces: how many of them behind the point; as many as in all if `nil`.
    /// - Returns: the rule.
    public static func digits(_ maximum: Int, decimalPlaces: Int? = nil) -> Constraint {
        precondition(
            maximum > 0 && decimalPlaces ?? 0 >= 0 && decimalPlaces ?? 0 <= maximum,
            "No decimal is like that."
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
    /// The digits in front of the point, without leading zeros, and those behind it, without trailing ones.
    fileprivate var digitCounts: (whole: Int, places: Int) {
        let parts = magnitude.description.split(separator: ".")
        let whole = parts.first.map { $0 == "0" ? 0 : $0.utf8.count } ?? 0
        return (whole, parts.count == 2 ? parts[1].utf8.count : 0)
    }
}

extension DecimalLiteral {
    /// The number of digits between the first and the last that is not zero.
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
    /// The text of a JSON number as it came in.
    fileprivate var numberText: String? {
        if case .node(let node) = self { node.numberText } else { nil }
    }
}
