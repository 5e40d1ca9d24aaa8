import SwiftletJSON

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
            describe: { bounds.describe(&$0, minimumKey: "minLength", maximumKey: "maxLength") }
        )
    }
}

extension Constraint {
    /// Limits the number of elements of a list: `1...10`, `1...`, `...5`.
    public static func length<Element>(
        _ range: some RangeExpression<Int> & Sendable
    ) -> Constraint where Value == [Element] {
        counting(range, type: "List", minimumKey: "minItems", maximumKey: "maxItems", count: \.count)
    }

    /// Limits the number of distinct elements of a set.
    public static func length<Element>(
        _ range: some RangeExpression<Int> & Sendable
    ) -> Constraint where Value == Set<Element> {
        counting(range, type: "Set", minimumKey: "minItems", maximumKey: "maxItems", count: \.count)
    }

    /// Limits the number of entries of a dictionary.
    public static func length<Key, Entry>(
        _ range: some RangeExpression<Int> & Sendable
    ) -> Constraint where Value == [Key: Entry] {
        counting(range, type: "Dictionary", minimumKey: "minProperties", maximumKey: "maxProperties", count: \.count)
    }

    private static func counting(
        _ range: some RangeExpression<Int> & Sendable,
        type: String,
        minimumKey: String,
        maximumKey: String,
        count: any KeyPath<Value, Int> & Sendable
    ) -> Constraint {
        let bounds = LengthBounds(range)
        var rule = Constraint(
            check: { bounds.check($0[keyPath: count], type: type, shown: $1, validation: &$2) },
            describe: { bounds.describe(&$0, minimumKey: minimumKey, maximumKey: maximumKey) }
        )
        rule.countBounds = bounds
        return rule
    }
}
