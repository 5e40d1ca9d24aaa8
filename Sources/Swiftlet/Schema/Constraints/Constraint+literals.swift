import SwiftletJSON

extension Constraint where Value: SchemaValue & Equatable & Sendable {
    /// Requires one of the given values; a single value makes the field a constant.
    public static func oneOf(_ values: Value...) -> Constraint {
        let literals = values.map(\.literal)
        let expected = ExpectedValues(literals).text
        return Constraint(
            check: { value, shown, validation in
                if values.contains(where: { $0 == value && $0.hasSameBytes(as: value) }) { return true }
                validation.record(
                    "literal_error",
                    "Input should be \(expected)",
                    input: shown(),
                    context: ["expected": .string(expected)]
                )
                return false
            },
            describe: { schema in
                if literals.count == 1 { schema["const"] = literals[0] } else { schema["enum"] = .array(literals) }
            }
        )
    }
}

extension SchemaValue {
    /// The value as JSON, or `null` if JSON cannot represent it.
    var literal: JSON {
        var writer = JSONWriter(reserving: 16)
        guard (try? encode(to: &writer)) != nil else { return .null }
        return (try? JSON(parsing: writer.finish())) ?? .null
    }
}

extension SchemaValue {
    /// Returns whether two strings have the same bytes; Swift's `==` also accepts canonical equivalence.
    ///
    /// Always `true` for other types.
    func hasSameBytes(as other: Self) -> Bool {
        guard Self.self == String.self, let text = self as? String, let other = other as? String else { return true }
        return text.utf8Equals(other)
    }
}
