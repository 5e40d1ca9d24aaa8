import Swiftlet

/// A user id in a path: any integer.
///
/// An id that exceeds the database column does not exist, but is not invalid.
struct UserID: SchemaValue {
    /// The number, or `nil` if it exceeds the range of the column.
    let number: Int?

    static func decode(
        _ input: InputValue,
        constraints: [Constraint<UserID>],
        validation: inout Validation
    ) -> UserID? {
        var reading = Validation(at: validation.location)
        if let number = Int.decode(input, constraints: [], validation: &reading) { return UserID(number: number) }
        if reading.errors.allSatisfy({ beyondRange.contains($0.type) }) { return UserID(number: nil) }
        for error in reading.errors { validation.record(error) }
        return nil
    }

    /// The error types for integers out of range.
    private static let beyondRange: Set = ["less_than_equal", "greater_than_equal", "int_parsing_size"]

    func encode(to writer: inout JSONWriter) {
        if let number { writer.int(number) } else { writer.null() }
    }

    static func describe(_ constraints: [Constraint<UserID>], _ registry: inout SchemaRegistry) -> JSONObject {
        Int.describe([], &registry)
    }
}
