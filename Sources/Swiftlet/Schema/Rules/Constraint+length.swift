import SwiftletJSON

/// The fewest and the most of something that are allowed.
struct LengthBounds: Sendable {
    let minimum: Int
    /// `nil` where there is no limit.
    let maximum: Int?

    init(_ range: some RangeExpression<Int>) {
        let range = range.relative(to: 0..<Int.max)
        precondition(range.lowerBound >= 0 && !range.isEmpty, "No length is within this range.")
        self.minimum = range.lowerBound
        self.maximum = range.upperBound == Int.max ? nil : range.upperBound - 1
    }

    /// Adds the bounds to a JSON Schema, as `minLength` and `maxLength` or the like.
    func describe(_ schema: inout JSONObject, _ minimumKey: String, _ maximumKey: String) {
        if minimum > 0 { schema[minimumKey] = .integer(minimum) }
        if let maximum { schema[maximumKey] = .integer(maximum) }
    }
}

extension Constraint where Value == String {
    /// Allows texts of certain lengths, counted in Unicode code points: `2...100`, `1...`, `..<64`.
    public static func length(_ range: some RangeExpression<Int> & Sendable) -> Constraint {
        let bounds = LengthBounds(range)
        return Constraint(
            check: { text, shown, validation in
                // Between one and four bytes are a code point: most texts need not be counted.
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

/// `s`, unless there is one.
func plural(_ count: Int) -> String {
    count == 1 ? "" : "s"
}

extension LengthBounds {
    /// Checks the number of elements of a collection, which an error calls `List`, `Set` or `Dictionary`.
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

    /// Checks that there are not too many.
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
    /// Allows lists with certain numbers of elements: `1...10`, `1...`, `...5`.
    public static func length<Element>(
        _ range: some RangeExpression<Int> & Sendable
    ) -> Constraint where Value == [Element] {
        counting(range, "List", "minItems", "maxItems", \.count)
    }

    /// Allows sets with certain numbers of elements, duplicates not counted.
    public static func length<Element>(
        _ range: some RangeExpression<Int> & Sendable
    ) -> Constraint where Value == Set<Element> {
        counting(range, "Set", "minItems", "maxItems", \.count)
    }

    /// Allows dictionaries with certain numbers of entries.
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
