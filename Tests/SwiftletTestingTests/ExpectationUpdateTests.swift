import SwiftletJSON
import SwiftletTesting
import Testing

@Suite struct ExpectationUpdateTests {
    @Test func `matching matchers are kept and everything else is rewritten in order`() throws {
        let expected: JSON = [
            "id": "<save id integer>", "email": "<regex a.*>", "gone": 1, "name": "Ada", "tags": ["<any>"],
        ]
        let actual: JSON = ["name": "Eve", "id": 9, "tags": ["x", "y"], "email": "bob", "new": nil]
        let updated = try Expectation(expected).updated(from: actual)
        #expect(
            "\(updated)" == #"{"id":"<save id integer>","email":"bob","name":"Eve","tags":["<any>","y"],"new":null}"#
        )
        #expect(try Expectation(updated).compare(actual).isMatch)
    }

    @Test func `matching references are kept`() throws {
        let updated = try Expectation(["self": "/users/{{id}}", "other": "/users/{{id}}"])
            .updated(from: ["self": "/users/3", "other": "/x"], saved: ["id": 3])
        #expect(updated == ["self": "/users/{{id}}", "other": "/x"])
    }

    @Test func `a body is written as JSON unless it was a string`() throws {
        let actual: JSON = ["statusCode": 200, "headers": ["etag": "x"], "body": #"{"id":2}"#]
        let asJSON = try Expectation(["statusCode": 200, "headers": ["ETag": "<any>"], "body": ["id": "<integer>"]])
        #expect(
            asJSON.updated(from: actual)
                == ["statusCode": 200, "headers": ["etag": "<any>"], "body": ["id": "<integer>"]]
        )
        let asText = try Expectation(["statusCode": 404, "body": #"{"id":1}"#])
        #expect(asText.updated(from: actual)["body"] == #"{"id":2}"#)
    }

    @Test func `a new expectation has matchers for values that change between runs`() {
        let actual: JSON = [
            "statusCode": 201,
            "body": .string(
                #"{"token":"\#(MatcherTests.token)","id":"3f6c2f0e-7d1b-4f0a-9b52-6c1d8f0b7a11","made":"2001-01-01T00:00:00Z","x":"<any>","y":"<save>"}"#
            ),
        ]
        #expect(
            Expectation.recorded(from: actual) == [
                "statusCode": 201,
                "body": [
                    "token": "<jwt>", "id": "<uuid>", "made": "2001-01-01T00:00:00Z", "x": "<literal <any>>",
                    "y": "<literal <save>>",
                ],
            ]
        )
    }

    @Test func `a recorded expectation matches its response`() throws {
        let actual: JSON = ["statusCode": 200, "body": #"["<any>","{{","<b>"]"#]
        #expect(try Expectation(Expectation.recorded(from: actual)).compare(actual).isMatch)
    }

    @Test func `a failure is recorded without its stack trace`() {
        #expect(
            Expectation.recorded(from: ["errorType": "E", "errorMessage": "m", "stackTrace": []])
                == ["errorType": "E", "errorMessage": "m"]
        )
    }
}
