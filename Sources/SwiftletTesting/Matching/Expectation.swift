public import SwiftletJSON

/// What a response should be: a JSON value in which strings may be matchers.
///
/// Values are equal as JSON is: the order of an object's members does not matter, `1` and `1.0` are the same number.
/// There may be nothing that is not expected. A string that contains `{{NAME}}` stands for what an earlier event has
/// saved; one that is nothing else, for the saved value of whatever kind.
///
/// An object with a `statusCode` is a response to an HTTP event, and compared as the platform reads it:
/// - header names in any case; no headers, no cookies, and `isBase64Encoded` left out mean the same as empty or `false`;
/// - the body of the response may be given as a JSON value instead of a string that contains JSON, and two bodies that
///   both are JSON objects or arrays are compared as such; a base64 body is decoded first.
///
/// An object with an `errorType` is what the platform makes of a failed invocation; its `stackTrace` counts only if it is
/// expected.
public struct Expectation: Sendable, Hashable {
    /// The value as it is written.
    public let json: JSON

    /// Creates an expectation.
    ///
    /// - Throws: ``FixtureError`` with `.invalidMatcher` if a matcher in it is not complete.
    public init(_ json: JSON) throws(FixtureError) {
        self.json = json
        try Self.check(json)
    }

    /// Whether the expectation is that the invocation fails.
    public var isFailure: Bool { json["errorType"] != nil && json["statusCode"] == nil }

    /// Compares a response with the expectation.
    ///
    /// - Parameters:
    ///   - actual: the response.
    ///   - saved: the values saved so far.
    /// - Returns: the differences, and what is to be saved.
    /// - Throws: ``FixtureError`` with `.unknownName` if the expectation names a value that has not been saved.
    public func compare(_ actual: JSON, saved: SavedValues = SavedValues()) throws(FixtureError) -> Comparison {
        var comparison = Comparison(known: saved)
        try comparison.compareResponse(json, actual)
        return comparison
    }

    private static func check(_ value: JSON) throws(FixtureError) {
        switch value {
        case .string(let text): _ = try Matcher(text)
        case .array(let elements):
            for element in elements {
                try check(element)
            }
        case .object(let object):
            for member in object {
                try check(member.value)
            }
        default: break
        }
    }
}

/// What came of comparing a response with an ``Expectation``.
public struct Comparison: Sendable, Hashable {
    /// Where the response is not what was expected; none if it is.
    public internal(set) var differences: [Difference] = []
    /// The values which the expectation says are to be saved.
    public internal(set) var saved = SavedValues()

    let known: SavedValues

    init(known: SavedValues) {
        self.known = known
    }

    /// Whether the response is what was expected.
    public var isMatch: Bool { differences.isEmpty }
}
