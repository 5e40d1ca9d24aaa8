import SwiftletJSON
import SwiftletTesting
import Testing

@Suite struct ExpectationTests {
    private func differences(_ expected: JSON, _ actual: JSON, saved: SavedValues = [:]) throws -> [String] {
        try Expectation(expected).compare(actual, saved: saved).differences.map(\.description)
    }

    @Test(
        arguments: [
            (1, 1.0), (["a": 1, "b": 2], ["b": 2, "a": 1]), ([], []), ("é", "é"), (nil, nil),
            (["id": "<integer>"], ["id": 5]), ([["<any>"]], [[nil]]),
        ] as [(JSON, JSON)]
    )
    func `values are compared as JSON`(expected: JSON, actual: JSON) throws {
        #expect(try differences(expected, actual).isEmpty)
    }

    @Test func `each difference has its path`() throws {
        let expected: JSON = ["items": [["id": 1, "name": "Ada"], ["id": "<integer>"]], "total": 2, "x y": true]
        let actual: JSON = ["items": [["id": 2, "name": "Ada", "new": []], ["id": "b"]], "x y": false]
        #expect(
            try differences(expected, actual) == [
                "items[0].id\n  expected  1\n  actual    2",
                "items[0].new\n  expected  (nothing)\n  actual    []",
                "items[1].id\n  expected  \"<integer>\"\n  actual    \"b\"",
                "total\n  expected  2\n  actual    (nothing)",
                "[\"x y\"]\n  expected  true\n  actual    false",
            ]
        )
    }

    @Test func `arrays of different lengths report missing and additional elements`() throws {
        #expect(try differences([1, 2], [1]) == ["[1]\n  expected  2\n  actual    (nothing)"])
        #expect(try differences([1], [1, 2]) == ["[1]\n  expected  (nothing)\n  actual    2"])
        #expect(try differences(1, "1") == ["(all)\n  expected  1\n  actual    \"1\""])
    }

    @Test func `long texts are abbreviated to the difference`() throws {
        let start = String(repeating: "a", count: 500)
        let difference = try #require(
            try Expectation(.string(start + "X" + start)).compare(.string(start + "Y" + start)).differences.first
        )
        #expect(difference.expectedText.count < 200)
        #expect(difference.expectedText.contains("X"))
        #expect(difference.actualText.contains("Y"))
        #expect(difference.expectedText.hasPrefix("…") && difference.expectedText.hasSuffix("…"))
    }

    @Test func `matched values are saved and may be used in the same expectation`() throws {
        let comparison = try Expectation(["id": "<save id>", "self": "/users/{{id}}", "same": "{{id}}"])
            .compare(["id": 7, "self": "/users/7", "same": 7])
        #expect(comparison.isMatch)
        #expect(comparison.saved == ["id": 7])
    }

    @Test func `a value that does not match is not saved`() throws {
        #expect(try Expectation("<save id integer>").compare("x").saved == [:])
    }

    @Test func `the error for an unknown name lists the saved names`() throws {
        let error = #expect(throws: FixtureError.self) {
            try Expectation("{{token}}").compare("x", saved: ["id": 1, "email": "a"])
        }
        #expect(error?.code == .unknownName)
        #expect(error?.message == "No earlier event has saved `token`. The saved values are: email, id.")
    }

    @Test func `an invalid matcher is rejected at any depth`() {
        #expect(throws: FixtureError.self) { try Expectation(["a": [["b": "<save>"]]]) }
    }

    // MARK: - HTTP

    @Test func `a JSON body may be specified as JSON`() throws {
        let actual: JSON = ["statusCode": 200, "headers": [:], "body": #"{"id":1,"name":"Ada"}"#]
        #expect(try differences(["statusCode": 200, "body": ["name": "Ada", "id": "<integer>"]], actual).isEmpty)
        #expect(try differences(["statusCode": 200, "body": #"{"name": "Ada", "id": "<integer>"}"#], actual).isEmpty)
        #expect(
            try differences(["statusCode": 200, "body": ["id": 2, "name": "Ada"]], actual) == [
                "body.id\n  expected  2\n  actual    1"
            ]
        )
        #expect(try differences(["statusCode": 200, "body": "<regex .*Ada.*>"], actual).isEmpty)
        #expect(try differences(["statusCode": 200, "body": "<string>"], actual).isEmpty)
    }

    @Test func `a body that is not JSON is reported as such`() throws {
        let actual: JSON = ["statusCode": 200, "body": "plain"]
        #expect(
            try differences(["statusCode": 200, "body": ["a": 1]], actual) == [
                "body: the body is not JSON\n  expected  {\"a\":1}\n  actual    \"plain\""
            ]
        )
        #expect(try differences(["statusCode": 200, "body": "plain"], actual).isEmpty)
        #expect(try differences(["statusCode": 200], actual).count == 1)
        #expect(try differences(["statusCode": 200, "body": nil], actual).count == 1)
    }

    @Test func `a base64 body is decoded`() throws {
        let actual: JSON = ["statusCode": 200, "isBase64Encoded": true, "body": "eyJpZCI6MX0="]
        #expect(try differences(["statusCode": 200, "isBase64Encoded": true, "body": ["id": 1]], actual).isEmpty)
        #expect(try differences(["statusCode": 200, "isBase64Encoded": true, "body": "eyJpZCI6MX0="], actual).isEmpty)
        #expect(
            try differences(["statusCode": 200, "body": ["id": 1]], actual) == [
                "isBase64Encoded\n  expected  (nothing)\n  actual    true"
            ]
        )
    }

    @Test func `header names are case-insensitive and default values may be omitted`() throws {
        let actual: JSON = [
            "statusCode": 204, "headers": ["Content-Type": "a", "etag": "b"], "multiValueHeaders": [:], "cookies": [],
            "isBase64Encoded": false,
        ]
        #expect(try differences(["statusCode": 204, "headers": ["ETag": "b", "content-type": "a"]], actual).isEmpty)
        #expect(
            try differences(["statusCode": 204, "headers": ["etag": "b"]], actual) == [
                "headers.content-type\n  expected  (nothing)\n  actual    \"a\""
            ]
        )
    }

    @Test func `the stack trace of a failure is ignored unless it is expected`() throws {
        let actual: JSON = ["errorType": "E", "errorMessage": "m", "stackTrace": ["x"]]
        #expect(try differences(["errorType": "E", "errorMessage": "<any>"], actual).isEmpty)
        #expect(try differences(["errorType": "E", "errorMessage": "m", "stackTrace": []], actual).count == 1)
        #expect(try Expectation(["errorType": "E"]).isFailure)
        #expect(try Expectation(["statusCode": 1, "errorType": "E"]).isFailure == false)
    }
}
