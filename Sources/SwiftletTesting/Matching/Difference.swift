public import SwiftletJSON

/// One place where a value is not what was expected.
public struct Difference: Sendable, Hashable, CustomStringConvertible {
    /// Where.
    public let path: ValuePath
    /// What was expected, perhaps a matcher; `nil` if nothing was.
    public let expected: JSON?
    /// What there is; `nil` if nothing is.
    public let actual: JSON?
    /// What else helps to understand it, or `nil`.
    public let note: String?

    init(_ path: ValuePath, expected: JSON?, actual: JSON?, note: String? = nil) {
        self.path = path
        self.expected = expected
        self.actual = actual
        self.note = note
    }

    /// The expected value in one line, shortened to what matters.
    public var expectedText: String { text(of: expected, beside: actual) }

    /// The actual value in one line, shortened to what matters.
    public var actualText: String { text(of: actual, beside: expected) }

    /// The path, and below it what was expected and what there is.
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
        // Long texts mostly differ in one place: that is what is shown.
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
