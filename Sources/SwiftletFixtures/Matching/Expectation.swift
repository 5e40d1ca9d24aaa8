public import SwiftletJSON

/// An expected response: a JSON value in which strings may be matchers.
///
/// Values are compared as JSON: the order of members is ignored, and `1` equals `1.0`. Additional members and elements are
/// differences. In a string, `{{NAME}}` is replaced by the value that an earlier event has saved; a string that consists only
/// of it is equal to the saved value of any type.
///
/// An object with a `statusCode` is a response to an HTTP event, which is compared as AWS interprets it:
/// - Header names are case-insensitive; missing headers, cookies and `isBase64Encoded` equal empty ones and `false`.
/// - The body may be a JSON value instead of a string that contains JSON. Two bodies that are both JSON objects or arrays are
///   compared as such; a base64 body is decoded first.
///
/// An object with an `errorType` is the error of a failed invocation; its `stackTrace` is ignored unless it is expected.
public struct Expectation: Sendable, Hashable {
    /// The expectation as written.
    public let json: JSON

    /// Creates an expectation.
    ///
    /// - Throws: ``FixtureError`` with `.invalidMatcher` if it contains an invalid matcher.
    public init(_ json: JSON) throws(FixtureError) {
        self.json = json
        try Self.check(json)
    }

    /// Whether the invocation is expected to fail.
    public var isFailure: Bool { json["errorType"] != nil && json["statusCode"] == nil }

    /// Compares a response with the expectation.
    ///
    /// - Parameters:
    ///   - actual: The response.
    ///   - saved: The values saved so far.
    /// - Returns: The differences and the values to save.
    /// - Throws: ``FixtureError`` with `.unknownName` if the expectation refers to a value that has not been saved.
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
