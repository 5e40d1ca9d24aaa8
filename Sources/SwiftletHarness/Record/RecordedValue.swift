import SwiftletJSON

/// A value of a response that changes between runs, and that a later request may refer to.
struct RecordedValue: Sendable {
    /// The index of the recorded response.
    let entry: Int
    /// The path in the expectation.
    let path: [Step]
    /// The recorded value.
    let value: JSON
    /// The matcher in the expectation, such as `<uuid>`.
    let matcher: String
    /// The suggested name.
    let suggestedName: String
    /// The name under which it is saved, once a request refers to the value.
    var savedName: String?

    /// The value as a string.
    var text: String { value.string ?? value.description }

    /// Whether it is a number, which is recognized as an identifier only by its name.
    var isNumber: Bool { value.number != nil }

    /// The matcher that also saves the value.
    var savingMatcher: String {
        guard let savedName else { return matcher }
        return "<save \(savedName) \(matcher.dropFirst())"
    }
}
