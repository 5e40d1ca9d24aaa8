import SwiftletJSON

extension Constraint where Value: OrderedSchemaValue {
    /// Requires a value greater than or equal to `bound`.
    public static func ge(_ bound: Value) -> Constraint {
        Constraint(
            "greater_than_equal",
            key: "ge",
            schemaKey: "minimum",
            bound: bound,
            relation: "greater than or equal to"
        ) { $0 >= bound }
    }

    /// Requires a value greater than `bound`.
    public static func gt(_ bound: Value) -> Constraint {
        Constraint("greater_than", key: "gt", schemaKey: "exclusiveMinimum", bound: bound, relation: "greater than") {
            $0 > bound
        }
    }

    /// Requires a value less than or equal to `bound`.
    public static func le(_ bound: Value) -> Constraint {
        Constraint(
            "less_than_equal",
            key: "le",
            schemaKey: "maximum",
            bound: bound,
            relation: "less than or equal to"
        ) { $0 <= bound }
    }

    /// Requires a value less than `bound`.
    public static func lt(_ bound: Value) -> Constraint {
        Constraint("less_than", key: "lt", schemaKey: "exclusiveMaximum", bound: bound, relation: "less than") {
            $0 < bound
        }
    }

    /// Requires a value within a closed range.
    public static func range(_ range: ClosedRange<Value>) -> Constraint {
        .both(.ge(range.lowerBound), .le(range.upperBound))
    }

    /// Requires a value within a half-open range.
    public static func range(_ range: Range<Value>) -> Constraint {
        .both(.ge(range.lowerBound), .lt(range.upperBound))
    }

    /// Requires a value of at least the lower bound.
    public static func range(_ range: PartialRangeFrom<Value>) -> Constraint {
        .ge(range.lowerBound)
    }

    /// Requires a value of at most the upper bound.
    public static func range(_ range: PartialRangeThrough<Value>) -> Constraint {
        .le(range.upperBound)
    }

    /// Requires a value less than the upper bound.
    public static func range(_ range: PartialRangeUpTo<Value>) -> Constraint {
        .lt(range.upperBound)
    }

    private init(
        _ type: String,
        key: String,
        schemaKey: String,
        bound: Value,
        relation: String,
        isAllowed: @escaping @Sendable (Value) -> Bool
    ) {
        self.init(
            check: { value, shown, validation in
                if isAllowed(value) { return true }
                validation.record(
                    type,
                    "Input should be \(relation) \(bound.bound.boundText)",
                    input: shown(),
                    context: [key: bound.bound]
                )
                return false
            },
            // JSON Schema supports bounds only for numbers.
            describe: { if bound.bound.number != nil { $0[schemaKey] = bound.bound } }
        )
    }

    private static func both(_ first: Constraint, _ second: Constraint) -> Constraint {
        Constraint(
            check: { value, shown, validation in
                (first.check?(value, shown, &validation) ?? true) && (second.check?(value, shown, &validation) ?? true)
            },
            describe: {
                first.describe(&$0)
                second.describe(&$0)
            }
        )
    }
}

extension JSON {
    /// The bound as it appears in messages: without an exponent, and without a zero fraction.
    var boundText: String {
        switch self {
        case .string(let text): text
        case .number(let number): number.text.withoutExponent
        default: description
        }
    }
}

extension String {
    /// A number in positional notation, without a zero fraction: `1e-07` becomes `0.0000001`, `1.0` becomes `1`.
    fileprivate var withoutExponent: String {
        let parts = split(separator: "e", maxSplits: 1)
        guard parts.count == 2, let exponent = Int(parts[1]) else {
            return hasSuffix(".0") ? String(dropLast(2)) : self
        }
        let isNegative = hasPrefix("-")
        let mantissa = parts[0].split(separator: ".")
        let whole = mantissa.first.map { $0.filter(\.isNumber) } ?? ""
        let fraction = mantissa.count == 2 && mantissa[1] != "0" ? String(mantissa[1]) : ""
        let digits = whole + fraction
        let point = whole.count + exponent
        let text: String
        if point <= 0 {
            text = "0." + String(repeating: "0", count: -point) + digits
        } else if point >= digits.count {
            text = digits + String(repeating: "0", count: point - digits.count)
        } else {
            text = digits.prefix(point) + "." + digits.dropFirst(point)
        }
        return isNegative ? "-" + text : text
    }
}

extension Constraint where Value: NumericSchemaValue {
    /// Requires a multiple of `step`.
    public static func multipleOf(_ step: Value) -> Constraint {
        Constraint(
            check: { value, shown, validation in
                if value.isMultiple(ofStep: step) { return true }
                validation.record(
                    "multiple_of",
                    "Input should be a multiple of \(step.bound.boundText)",
                    input: shown(),
                    context: ["multiple_of": step.bound]
                )
                return false
            },
            describe: { $0["multipleOf"] = step.bound }
        )
    }
}
