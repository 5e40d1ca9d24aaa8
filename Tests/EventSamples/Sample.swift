/// The JSON text of an event, truncated in test output.
package struct Sample: ExpressibleByStringInterpolation, Hashable, Sendable, CustomStringConvertible {
    package let text: String

    package init(stringLiteral text: String) {
        self.text = text
    }

    package var description: String {
        String(text.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(60))
    }
}
