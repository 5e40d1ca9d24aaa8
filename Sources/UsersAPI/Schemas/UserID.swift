import Swiftlet

/// The id of a user in a path: any integer.
///
/// One that no column could hold is the id of nobody, not a mistake.
struct UserID: SchemaValue {
    /// The number, or `nil` if it is out of the column's range.
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

    /// What is wrong with an integer that is too large or too small.
    private static let beyondRange: Set = ["less_than_equal", "greater_than_equal", "int_parsing_size"]

    func encode(to writer: inout JSONWriter) {
        if let number { writer.int(number) } else { writer.null() }
    }

    static func describe(_ constraints: [Constraint<UserID>], _ registry: inout SchemaRegistry) -> JSONObject {
        Int.describe([], &registry)
    }
}
