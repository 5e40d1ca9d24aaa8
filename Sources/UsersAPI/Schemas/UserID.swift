import Swiftlet

/// The id of a user in a path: any integer.
///
/// One that no column could hold is the id of nobody, not a mistake.
struct UserID: SchemaValue {
    /// The number, or `nil` if it is out of the column's range.
    let number: Int?

    static func decode(_ input: InputValue, _ rules: [Constraint<UserID>], _ validation: inout Validation) -> UserID? {
        if let text = input.string, isInteger(text), Int(text) == nil { return UserID(number: nil) }
        return Int.decode(input, [], &validation).map { UserID(number: $0) }
    }

    func encode(to writer: inout JSONWriter) {
        if let number { writer.int(number) } else { writer.null() }
    }

    static func describe(_ rules: [Constraint<UserID>], _ registry: inout SchemaRegistry) -> JSONObject {
        Int.describe([], &registry)
    }

    private static func isInteger(_ text: String) -> Bool {
        let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
        return !digits.isEmpty && digits.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
