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
    func describe(_ schema: inout JSONObject, minimumKey: String, maximumKey: String) {
        if minimum > 0 { schema[minimumKey] = .integer(minimum) }
        if let maximum { schema[maximumKey] = .integer(maximum) }
    }
}

extension LengthBounds {
    /// Checks the number of elements of a collection.
    ///
    /// `type` is its name in errors: `List`, `Set` or `Dictionary`.
    func check(_ count: Int, type: String, shown: () -> JSON, validation: inout Validation) -> Bool {
        checkMinimum(count, type: type, shown: shown, validation: &validation)
            && checkMaximum(count, type: type, shown: shown, validation: &validation)
    }

    private func checkMinimum(
        _ count: Int,
        type: String,
        shown: () -> JSON,
        validation: inout Validation
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
        type: String,
        shown: () -> JSON,
        validation: inout Validation
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
