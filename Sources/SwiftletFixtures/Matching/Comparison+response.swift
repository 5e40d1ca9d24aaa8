import Swiftlet
import SwiftletJSON

extension Comparison {
    /// Compares two responses, ignoring differences that have no meaning for AWS.
    mutating func compareResponse(_ expected: JSON, _ actual: JSON) throws(FixtureError) {
        guard let expectedObject = expected.object, let actualObject = actual.object else {
            return try compare(expected, with: actual, at: .root)
        }
        if expectedObject["statusCode"] != nil, actualObject["statusCode"] != nil {
            return try compareHTTP(NormalizedResponse(expectedObject), NormalizedResponse(actualObject))
        }
        if expectedObject["errorType"] != nil, actualObject["errorType"] != nil, expectedObject["stackTrace"] == nil {
            var actual = actual
            actual["stackTrace"] = nil
            return try compare(expected, with: actual, at: .root)
        }
        try compare(expected, with: actual, at: .root)
    }

    private mutating func compareHTTP(_ expected: NormalizedResponse, _ actual: NormalizedResponse) throws(FixtureError)
    {
        try compare(.object(expected.members), with: .object(actual.members), at: .root)
        let path = ValuePath.root.appending("body")
        switch (expected.body, actual.body) {
        case (nil, nil): break
        case (let expected?, nil): record(expected, nil, at: path)
        case (nil, let actual?): record(nil, actual, at: path)
        case (let body?, let actualBody?):
            let (expectedBody, actualBody) = Self.comparable(body, of: expected, with: actualBody, of: actual)
            if let string = actualBody.string, expectedBody.string == nil, !expectedBody.isNull {
                record(expectedBody, .string(string), at: path, note: "the body is not JSON")
            } else {
                try compare(expectedBody, with: actualBody, at: path)
            }
        }
    }

    /// The two bodies as JSON, if the expected body is JSON and the actual one can be parsed; otherwise unchanged.
    private static func comparable(
        _ body: JSON,
        of expected: NormalizedResponse,
        with actualBody: JSON,
        of actual: NormalizedResponse
    ) -> (JSON, JSON) {
        guard let text = actual.text else { return (body, actualBody) }
        guard body.string != nil else {
            if body.isNull { return (body, actualBody) }
            return (body, (try? JSON(parsing: text)) ?? actualBody)
        }
        if let expectedJSON = expected.jsonContainer, let actualJSON = actual.jsonContainer {
            return (expectedJSON, actualJSON)
        }
        return (expected.text.map(JSON.string) ?? body, .string(text))
    }
}
