public import SwiftletJSON

/// A difference between an expected and an actual value.
public struct Difference: Sendable, Hashable, CustomStringConvertible {
    /// The path of the value.
    public let path: ValuePath
    /// The expected value or matcher; `nil` if no value was expected.
    public let expected: JSON?
    /// The actual value; `nil` if it is missing.
    public let actual: JSON?
    /// An additional explanation, or `nil`.
    public let note: String?

    init(_ path: ValuePath, expected: JSON?, actual: JSON?, note: String? = nil) {
        self.path = path
        self.expected = expected
        self.actual = actual
        self.note = note
    }

    /// The expected value on one line, abbreviated to the difference.
    public var expectedText: String { text(of: expected, beside: actual) }

    /// The actual value on one line, abbreviated to the difference.
    public var actualText: String { text(of: actual, beside: expected) }

    /// The path, the expected value and the actual value.
    public var description: String {
        var lines = ["\(path)\(note.map { ": \($0)" } ?? "")"]
        lines.append("  expected  \(expectedText)")
        lines.append("  actual    \(actualText)")
        return lines.joined(separator: "\n")
    }

    private static let longest = 160

    private func text(of value: JSON?, beside other: JSON?) -> String {
        guard let value else { return "(nothing)" }
        let text = Array(value.description)
        guard text.count > Self.longest else { return String(text) }
        // Long texts usually differ in one place, which is kept.
        let common = other.map { zip(text, $0.description).prefix { $0 == $1 }.count } ?? 0
        let start = max(0, min(common - Self.longest / 4, text.count - Self.longest))
        let end = min(text.count, start + Self.longest)
        return (start > 0 ? "…" : "") + String(text[start..<end]) + (end < text.count ? "…" : "")
    }
}

/// The text as a JSON string.
func quoted(_ text: String) -> String {
    JSON.string(text).description
}
