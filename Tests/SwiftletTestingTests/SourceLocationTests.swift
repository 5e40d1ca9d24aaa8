import HTTPTypes
import Swiftlet
import SwiftletTesting
import TestSupport
import Testing

/// Issues are recorded at the line of the test, once.
@Suite struct SourceLocationTests {
    private let notFound = TestResponse(status: .notFound, body: Array(#"{"detail":"Note not found"}"#.utf8))
    private let text = TestResponse(status: .ok, body: Array("hello".utf8))

    @Test func `an unexpected status is recorded with the response`() async throws {
        let line = #line + 1
        let issue = try await RecordedIssue.only { notFound.expect(.ok) }
        #expect(issue.line == line)
        let response = "  HTTP 404 Not Found\n  \n  {\"detail\":\"Note not found\"}"
        #expect(issue.text == "Expected 200 OK, but the response is\n" + response)
    }

    @Test func `an unexpected body is recorded with the differences`() async throws {
        let line = #line + 1
        let issue = try await RecordedIssue.only { notFound.expect(.notFound, json: ["detail": "x"]) }
        #expect(issue.line == line)
        #expect(issue.text == "detail\n  expected  \"x\"\n  actual    \"Note not found\"")
    }

    @Test func `an unexpected status is recorded without differences of the body`() async throws {
        let issue = try await RecordedIssue.only { notFound.expect(.ok, json: ["detail": "x"]) }
        #expect(issue.text.hasPrefix("Expected 200 OK, but the response is\n"))
    }

    @Test func `an expected body with an invalid matcher is recorded`() async throws {
        let line = #line + 1
        let issue = try await RecordedIssue.only { notFound.expect(.notFound, json: ["detail": "<save>"]) }
        #expect(issue.line == line)
        #expect(issue.text.contains("<save>"))
    }

    @Test func `a body that is not JSON is recorded with the response`() async throws {
        let first = #line + 1
        let expected = try await RecordedIssue.only { text.expect(.ok, json: [:]) }
        let parsed = try await RecordedIssue.only { try text.json() }
        let decoded = try await RecordedIssue.only { try text.decode(Int.self) }
        #expect([expected.line, parsed.line, decoded.line] == [first, first + 1, first + 2])
        for issue in [expected, parsed, decoded] {
            #expect(issue.text.hasPrefix("The body is not JSON ("))
            #expect(issue.text.hasSuffix(":\n  HTTP 200 OK\n  \n  hello"))
        }
    }

    @Test func `a body that is not a valid model is recorded with the errors and the response`() async throws {
        let line = #line + 1
        let model = try await RecordedIssue.only { try notFound.decode(Int.self) }
        let decodable = try await RecordedIssue.only { try notFound.decode(decodable: [Int].self) }
        #expect([model.line, decodable.line] == [line, line + 1])
        #expect(model.text.hasPrefix("The body is not a valid Int:\n"))
        #expect(decodable.text.hasPrefix("The body is not a valid Array<Int> ("))
        for issue in [model, decodable] { #expect(issue.text.contains("Note not found")) }
    }

    @Test func `a failed request is recorded`() async throws {
        let client = TestClient(makeTestApp())
        let line = #line + 1
        let differing = try await RecordedIssue.only { try await client.get("/shape") }
        #expect(differing.line == line)
        let streaming = TestClient(makeTestApp(), shapes: .only(.httpAPI))
        let streamLine = #line + 1
        let streamed = try await RecordedIssue.only { try await streaming.stream(.get, "/notes") { _ in } }
        #expect(streamed.line == streamLine)
        #expect(streamed.text == "GET /notes: the event shape v2 does not support streaming.")
    }

    @Test func `an output that the platform would reject is recorded`() async throws {
        let event = TestEvent(.get, "/notes", shape: .restAPI)
        let line = #line + 1
        let issue = try await RecordedIssue.only { try event.response(from: Array("[]".utf8)) }
        #expect(issue.line == line)
        #expect(issue.text.hasPrefix("The platform would reject the output as the response to v1: "))
    }

    @Test func `the value of a failed request is an error, which is not recorded again`() async throws {
        let client = TestClient(makeTestApp())
        let issues = try await RecordedIssue.all {
            let response = try await client.get("/shape")
            Issue.record("There is a response: \(response)")
        }
        #expect(issues.count == 1)
    }

    @Test func `failed fixtures are recorded with their names`() async throws {
        try await TemporaryFolder.with { folder in
            try folder.write("a/1.json", ["number": 1])
            try folder.write("a/2.json", ["number": 2])
            try folder.write("a/2.expected.json", ["number": 5, "client": 1])
            try folder.write("a/3.json", ["number": 3])
            try folder.write("a/3.expected.json", ["number": 6, "client": 1])
            try folder.write("a/context.json", ["handler": "double", "clientContext": 1])
            let fixtures = FixtureFolder(folder.path)
            let line = #line + 1
            let issues = try await RecordedIssue.all { try await fixtures.verify { makeTestApp() } }
            #expect(issues.map(\.line) == [line, line])
            #expect(issues.first?.text.hasPrefix("a/1\n  No expectation: ") == true)
            #expect(issues.last?.text == "a/2\n  number\n    expected  5\n    actual    4")
        }
    }

    @Test func `a folder that cannot be read is an error`() async {
        await #expect(throws: FixtureError.self) { try await FixtureFolder("/missing").verify { makeTestApp() } }
    }
}
