import SwiftletJSON
import Testing

@testable public import Swiftlet

/// The JSON text of an event, truncated in test output.
struct Sample: ExpressibleByStringInterpolation, Hashable, Sendable, CustomTestStringConvertible {
    let text: String

    init(stringLiteral text: String) {
        self.text = text
    }

    var testDescription: String {
        String(text.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(60))
    }
}

/// The JSON of a sample.
func node(_ sample: Sample) throws -> JSONNode {
    try node(sample.text)
}

/// The JSON of a sample with members replaced.
func node(_ sample: Sample, _ changes: [String: JSON?]) throws -> JSONNode {
    try node(sample.text, changes)
}

/// The request of a sample.
func request(_ sample: Sample, _ options: HTTPEventOptions = HTTPEventOptions()) throws -> Request {
    try request(node(sample), options)
}

/// The JSON of text.
func node(_ text: String) throws -> JSONNode {
    try JSONDocument(parsing: Array(text.utf8)).root
}

/// The JSON of text with members replaced, by paths such as `requestContext.stage`; `nil` removes a member.
func node(_ text: String, _ changes: [String: JSON?]) throws -> JSONNode {
    var value = try JSON(parsing: text)
    for (path, change) in changes {
        value = replaced(value, path.split(separator: ".").map { String($0) }[...], change)
    }
    return try JSONDocument(parsing: value.bytes).root
}

private func replaced(_ value: JSON, _ path: ArraySlice<String>, _ change: JSON?) -> JSON {
    guard let name = path.first else { return value }
    var value = value
    value[name] = path.count == 1 ? change : replaced(value[name] ?? [:], path.dropFirst(), change)
    return value
}

/// The request of an event of any shape.
func request(_ event: JSONNode, _ options: HTTPEventOptions = HTTPEventOptions()) throws -> Request {
    try HTTPEventShape(recognizing: event).request(from: event, options: options)
}

/// The request of an event of any shape.
func request(_ text: String, _ options: HTTPEventOptions = HTTPEventOptions()) throws -> Request {
    try request(try node(text), options)
}

extension QueryItem: ExpressibleByStringLiteral {
    /// Creates an item from a literal such as `name=value`.
    public init(stringLiteral text: String) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        self.init(String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }
}

/// A deterministic random number generator (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}
