/// A numeric version: `8.14.1`, `3.5`, or a date such as `20171227`.
struct ToolVersion: Sendable, Comparable, CustomStringConvertible {
    private let numbers: [Int]

    let description: String

    /// Creates the first version in a text, preferring one with a dot; `nil` if there is none.
    init?(in text: String) {
        let dotted = text.firstMatch(of: /[0-9]+(?:\.[0-9]+)+/)
        guard let match = dotted ?? text.firstMatch(of: /[0-9]+/) else { return nil }
        description = String(match.output)
        numbers = description.split(separator: ".").map { Int($0) ?? .max }
    }

    static func < (first: ToolVersion, second: ToolVersion) -> Bool {
        let count = max(first.numbers.count, second.numbers.count)
        func padded(_ numbers: [Int]) -> [Int] { numbers + Array(repeating: 0, count: count - numbers.count) }
        return padded(first.numbers).lexicographicallyPrecedes(padded(second.numbers))
    }

    static func == (first: ToolVersion, second: ToolVersion) -> Bool {
        !(first < second) && !(second < first)
    }
}
