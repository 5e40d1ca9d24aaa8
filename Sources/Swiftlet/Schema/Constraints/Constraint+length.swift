import SwiftletJSON

/// The minimum and maximum of a length or count.
struct LengthBounds: Sendable {
    let minimum: Int
    /// The maximum, or `nil` if unbounded.
    let maximum: Int?

    init(_ range: some RangeExpression<Int>) {
        let range = range.relative(to: 0..<Int.max)
        precondition(range.lowerBound >= 0 && !range.isEmpty, "The length range must not be empty or negative.")
        self.minimum = range.lowerBound
        self.maximum = range.upperBound == Int.max ? nil : range.upperBound - 1
    }

    /// Adds the bounds to a JSON Schema under keys such as `minLength` and `maxLength`.
    func describe(_ schema: inout JSONObject, _ minimumKey: String, _ maximumKey: String) {
        if minimum > 0 { schema[minimumKey] = .integer(minimum) }
        if let maximum { schema[maximumKey] = .integer(maximum) }
    }
}

extension Constraint where Value == String {
    /// Limits the length of a string, in Unicode code points: `2...100`, `1...`, `..<64`.
    public static func length(_ range: some RangeExpression<Int> & Sendable) -> Constraint {
        let bounds = LengthBounds(range)
        return Constraint(
            check: { text, shown, validation in
                // A code point has one to four bytes, so most strings pass or fail without being counted.
                let bytes = text.utf8.count
                if bytes < bounds.minimum || bytes / 4 < bounds.minimum && text.scalarCount < bounds.minimum {
                    validation.record(
                        "string_too_short",
                        "String should have at least \(bounds.minimum) character\(plural(bounds.minimum))",
                        input: shown(),
                        context: ["min_length": .integer(bounds.minimum)]
                    )
                    return false
                }
                if let maximum = bounds.maximum, bytes > maximum, text.scalarCount > maximum {
                    validation.record(
                        "string_too_long",
                        "String should have at most \(maximum) character\(plural(maximum))",
                        input: shown(),
                        context: ["max_length": .integer(maximum)]
                    )
                    return false
                }
                return true
            },
            describe: { bounds.describe(&$0, "minLength", "maxLength") }
        )
    }
}

/// Returns the plural suffix for a count: an empty string for 1, otherwise `s`.
func plural(_ count: Int) -> String {
    count == 1 ? "" : "s"
}

extension LengthBounds {
    /// Checks the number of elements of a collection.
    ///
    /// `type` is its name in errors: `List`, `Set` or `Dictionary`.
    func check(_ count: Int, _ type: String, _ shown: () -> JSON, _ validation: inout Validation) -> Bool {
        checkMinimum(count, type, shown, &validation) && checkMaximum(count, type, shown, &validation)
    }

    private func checkMinimum(
        _ count: Int,
        _ type: String,
        _ shown: () -> JSON,
        _ validation: inout Validation
    ) -> Bool {
        if count < minimum {
            validation.record(
                "too_short",
                "\(type) should have at least \(minimum) item\(plural(minimum)) after validation, not \(count)",
                input: shown(),
                context: [
                    "field_type": .string(type), "min_length": .integer(minimum), "actual_length": .integer(count),
                ]
            )
            return false
        }
        return true
    }

    /// Checks the maximum number of elements.
    func checkMaximum(
        _ count: Int,
        _ type: String,
        _ shown: () -> JSON,
        _ validation: inout Validation
    ) -> Bool {
        if let maximum, count > maximum {
            validation.record(
                "too_long",
                "\(type) should have at most \(maximum) item\(plural(maximum)) after validation, not \(count)",
                input: shown(),
                context: [
                    "field_type": .string(type), "max_length": .integer(maximum), "actual_length": .integer(count),
                ]
            )
            return false
        }
        return true
    }
}

extension Constraint {
    /// Limits the number of elements of a list: `1...10`, `1...`, `...5`.
    public static func length<Element>(
        _ range: some RangeExpression<Int> & Sendable
    ) -> Constraint where Value == [Element] {
        counting(range, "List", "minItems", "maxItems", \.count)
    }

    /// Limits the number of distinct elements of a set.
    public static func length<Element>(
        _ range: some RangeExpression<Int> & Sendable
    ) -> Constraint where Value == Set<Element> {
        counting(range, "Set", "minItems", "maxItems", \.count)
    }

    /// Limits the number of entries of a dictionary.
    public static func length<Key, Entry>(
        _ range: some RangeExpression<Int> & Sendable
    ) -> Constraint where Value == [Key: Entry] {
        counting(range, "Dictionary", "minProperties", "maxProperties", \.count)
    }

    private static func counting(
        _ range: some RangeExpression<Int> & Sendable,
        _ type: String,
        _ minimumKey: String,
        _ maximumKey: String,
        _ count: any KeyPath<Value, Int> & Sendable
    ) -> Constraint {
        let bounds = LengthBounds(range)
        var rule = Constraint(
            check: { bounds.check($0[keyPath: count], type, $1, &$2) },
            describe: { bounds.describe(&$0, minimumKey, maximumKey) }
        )
        rule.countBounds = bounds
        return rule
    }
}
