import Foundation
import Swiftlet
import SwiftletJSON
import SwiftletTesting
import TestSupport
import Testing

@Suite struct ScenarioTests {
    private func event(_ method: String, _ path: String, body: String? = nil) -> JSON {
        var event: JSON = [
            "version": "2.0", "rawPath": .string(path), "rawQueryString": "", "headers": [:],
            "requestContext": ["http": ["method": .string(method), "path": .string(path)]], "isBase64Encoded": false,
        ]
        event["body"] = body.map(JSON.string)
        return event
    }

    private func response(_ status: Int, _ body: JSON) -> JSON {
        ["statusCode": .integer(status), "headers": "<any>", "body": body]
    }

    @Test func `files run in name order against one app and use saved values`() async throws {
        try await TemporaryFolder.with { folder in
            try folder.write("b/02-get.json", event("GET", "/notes/{{id}}"))
            try folder.write("b/02-get.expected.json", response(200, ["id": "{{id}}", "text": "<save text>"]))
            try folder.write("b/01-add.json", event("POST", "/notes", body: #"{"n": 1}"#))
            try folder.write("b/01-add.expected.json", response(201, ["id": "<save id integer>"]))
            try folder.write("b/10-again.json", event("POST", "/notes", body: #"{"old": "{{text}}", "id": {{id}}}"#))
            try folder.write("b/10-again.expected.json", response(201, ["id": 2]))
            try folder.write("b/11-read.json", event("GET", "/notes/2"))
            try folder.write(
                "b/11-read.expected.json",
                response(200, ["id": 2, "text": #"{"old": "{\"n\": 1}", "id": 1}"#])
            )
            try folder.write("a/empty.json", event("GET", "/notes"))
            try folder.write("a/empty.expected.json", response(200, []))
            try folder.write("_drafts/x.json", "not looked at")
            let results = try await FixtureFolder(folder.path).verify { makeTestApp() }
            #expect(
                results.map(\.fixture.name) == ["a/empty", "b/01-add", "b/02-get", "b/10-again", "b/11-read"]
            )
            #expect(results.map(\.status) == [200, 201, 200, 201, 200])
        }
    }

    @Test func `a byte order mark at the beginning of a file is ignored`() async throws {
        try await TemporaryFolder.with { folder in
            try folder.write("1.json", text: "\u{feff}" + event("GET", "/notes").description)
            try folder.write("1.expected.json", text: "\u{feff}" + response(200, []).description)
            let results = try await FixtureFolder(folder.path).verify { makeTestApp() }
            #expect(results.map(\.isFailure) == [false])
        }
    }

    @Test func `a context file specifies the handler and other attributes of the invocation`() async throws {
        try await TemporaryFolder.with { folder in
            try folder.write("context.json", ["handler": "double", "clientContext": ["a": 1]])
            try folder.write("1.json", ["number": 21])
            try folder.write("1.expected.json", ["number": 42, "client": ["a": 1]])
            try folder.write("2.json", ["number": 2])
            try folder.write("2.context.json", ["clientContext": "own"])
            try folder.write("2.expected.json", ["number": 4, "client": "own"])
            try folder.write("3.json", [:])
            try folder.write("3.expected.json", ["errorType": "NotANumber", "errorMessage": "There is no number."])
            let results = try await FixtureFolder(folder.path).verify { makeTestApp() }
            #expect(results.map(\.isFailure) == [false, false, true])
        }
    }

    @Test func `a failed fixture is explained`() async throws {
        try await TemporaryFolder.with { folder in
            try folder.write("1-none.json", event("GET", "/notes"))
            try folder.write("2-differs.json", event("GET", "/notes"))
            try folder.write("2-differs.expected.json", response(201, []))
            try folder.write("3-name.json", event("GET", "/notes/{{nobody}}"))
            try folder.write("3-name.expected.json", response(200, []))
            try folder.write("4-failure.json", ["number": "x"])
            try folder.write("4-failure.context.json", ["handler": "double"])
            try folder.write("4-failure.expected.json", ["number": 1])
            let scenario = try #require(try FixtureFolder(folder.path).scenarios().first)
            var runner = ScenarioRunner(InProcessTarget(makeTestApp()))
            var explanations: [String] = []
            for fixture in scenario.fixtures {
                explanations.append(await runner.run(fixture).explanation)
            }
            #expect(explanations[0].hasPrefix("No expectation:"))
            #expect(explanations[1] == "statusCode\n  expected  201\n  actual    200")
            #expect(explanations[2] == "No earlier event has saved `nobody`. No values have been saved.")
            #expect(explanations[3].hasPrefix("(all): the invocation failed"))
            let results = try await FixtureFolder(folder.path).replay { makeTestApp() }
            #expect(results.map(\.explanation) == explanations)
        }
    }

    @Test func `an event without placeholders is sent unmodified`() async throws {
        struct Echo: FixtureTarget {
            func invoke(_ event: [UInt8], _ invocation: FixtureInvocation) async -> InvocationOutcome {
                .response(JSON.string(String(decoding: event, as: UTF8.self)).bytes)
            }
            func stop() async {}
        }
        let text = "{ \"a\" :\n 1.0e0, \"b\": \"{{\", \"c\": \"{{ x }}\" }"
        let fixture = Fixture(
            name: "x",
            eventPath: "x.json",
            expectationPath: "x.expected.json",
            event: Array(text.utf8),
            expectation: try Expectation(.string(text))
        )
        var runner = ScenarioRunner(Echo())
        #expect(await runner.run(fixture).response == .string(text))
    }

    @Test func `saved values keep their type on request`() async throws {
        struct Echo: FixtureTarget {
            func invoke(_ event: [UInt8], _ invocation: FixtureInvocation) async -> InvocationOutcome {
                .response(event)
            }
            func stop() async {}
        }
        func fixture(_ event: JSON, _ expected: JSON) throws -> Fixture {
            Fixture(
                name: "x",
                eventPath: "",
                expectationPath: "",
                event: event.bytes,
                expectation: try Expectation(expected)
            )
        }
        var runner = ScenarioRunner(Echo())
        let first = try fixture(["id": 7, "name": "a\"b"], ["id": "<save id>", "name": "<save name>"])
        #expect(await runner.run(first).isPassed)
        let second = try fixture(
            [
                "text": "/{{id}}/{{name}}", "string": "{{id}}", "value": "{{json id}}", "{{name}}": 1,
                "body": #"{"id": {{id}}, "name": "{{name}}"}"#,
            ],
            [
                "text": "/7/a\"b", "string": "7", "value": 7, "a\"b": 1,
                "body": #"{"id": 7, "name": "a\"b"}"#,
            ]
        )
        let result = await runner.run(second)
        #expect(result.explanation == "")
        let encoded = Data(#"{"id": "{{id}}"}"#.utf8).base64EncodedString()
        let decoded = Data(#"{"id": "7"}"#.utf8).base64EncodedString()
        let third = try fixture(
            ["isBase64Encoded": true, "body": .string(encoded)],
            ["isBase64Encoded": true, "body": .string(decoded)]
        )
        #expect(await runner.run(third).explanation == "")
    }

    @Test func `folders without events and files without an event are errors`() async throws {
        try await TemporaryFolder.with { folder in
            let empty = #expect(throws: FixtureError.self) { try FixtureFolder(folder.path).scenarios() }
            #expect(empty?.code == .noFixtures)
            let missing = #expect(throws: FixtureError.self) { try FixtureFolder(folder.path + "/no").scenarios() }
            #expect(missing?.code == .unreadable)
            #expect(missing?.message.hasSuffix("/no: no such file or directory") == true)
            try folder.write("x.expected.json", [:])
            let orphan = #expect(throws: FixtureError.self) { try FixtureFolder(folder.path).scenarios() }
            #expect(orphan?.code == .invalidFile)
            try folder.write("x.json", [:])
            try folder.write("x.expected.json", "<save>")
            let matcher = #expect(throws: FixtureError.self) { try FixtureFolder(folder.path).scenarios() }
            #expect(matcher?.code == .invalidMatcher)
            #expect(matcher?.message.contains("x.expected.json") == true)
            try folder.write("x.expected.json", text: "{")
            #expect(throws: FixtureError.self) { try FixtureFolder(folder.path).scenarios() }
            try folder.write("x.expected.json", [:])
            try folder.write("x.context.json", ["handlr": "x"])
            let typo = #expect(throws: FixtureError.self) { try FixtureFolder(folder.path).scenarios() }
            #expect(typo?.message.hasPrefix("Unknown member `handlr` in ") == true)
        }
    }
}
