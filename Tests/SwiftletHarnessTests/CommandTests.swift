import Foundation
import SwiftletJSON
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct CommandTests {
    @Test func `the version and the help are printed`() async throws {
        let tool = try HarnessFixture()
        let version = await tool.run("--version")
        #expect(version.exitCode == 0)
        #expect(version.output == "notes 1.2.3\n")
        let help = await tool.run("--help")
        #expect(help.exitCode == 0)
        for command in ["invoke", "replay", "serve", "routes", "openapi"] {
            #expect(help.output.contains("  \(command) "))
        }
        #expect(await tool.run("replay", "--help").output.contains("notes replay --update events"))
    }

    @Test(arguments: [
        ["nonsense"], ["invoke"], ["replay", "--repeat", "0"], ["replay", "--nothing"], ["serve", "--port", "70000"],
        ["serve", "--event", "v3"], ["invoke", "--env", "x", "-"], ["invoke", "--client-context", "{", "-"],
        ["replay", "--timeout", "0"], ["serve", "--stream"], ["serve", "--event", "alb", "--stream"],
    ])
    func `invalid arguments exit with status 64 and an error message`(arguments: [String]) async throws {
        let run = try await HarnessFixture().run(arguments)
        #expect(run.exitCode == 64)
        #expect(run.errors.hasPrefix("Error: "))
        #expect(run.output.isEmpty)
    }

    // MARK: - Invoke

    @Test func `invoke prints the response unmodified to a pipe`() async throws {
        var tool = try HarnessFixture()
        tool.input = httpEvent("GET", "/greeting").bytes
        let run = await tool.run("invoke", "-")
        #expect(run.exitCode == 0)
        let answer = try JSON(parsing: run.output)
        #expect(answer["statusCode"] == 200)
        #expect(answer["body"] == "hello")
        #expect(!run.output.contains("\n"))
        #expect(await tool.run("invoke", "--env", "GREETING=hi=there", "-").output.contains("hi=there"))
    }

    @Test func `invoke indents the response on a terminal`() async throws {
        var tool = try HarnessFixture()
        tool.isTerminal = true
        tool.input = Array("{\"number\": 4}".utf8)
        let run = await tool.run("invoke", "--handler", "double", "--client-context", "{\"a\":1}", "-")
        #expect(run.output == "{\n  \"number\": 8,\n  \"client\": {\n    \"a\": 1\n  }\n}\n")
    }

    @Test func `invoke reads the context file beside the event file`() async throws {
        try await TemporaryFolder.with { folder in
            try folder.write("x.json", ["number": 1])
            try folder.write("x.context.json", ["handler": "double"])
            let run = try await HarnessFixture().run("invoke", "\(folder.path)/x.json")
            #expect(run.output == #"{"number":2,"client":null}"#)
        }
    }

    @Test func `a byte order mark before an event is ignored`() async throws {
        try await TemporaryFolder.with { folder in
            try folder.write("x.json", text: "\u{FEFF}{\"number\":1}")
            try folder.write("x.context.json", text: "\u{FEFF}{\"handler\":\"double\"}")
            try folder.write("x.expected.json", text: "\u{FEFF}{\"number\":2,\"client\":null}")
            let tool = try HarnessFixture()
            #expect(await tool.run("invoke", "\(folder.path)/x.json").output == #"{"number":2,"client":null}"#)
            #expect(await tool.run("replay", folder.path).output.hasSuffix("\n1 passed, 0 failed\n"))
            var piped = tool
            piped.input = Array("\u{FEFF}{\"number\":3}".utf8)
            #expect(await piped.run("invoke", "--handler", "double", "-").output.contains("6"))
        }
    }

    @Test func `an event that is not JSON is rejected with the position of the error`() async throws {
        try await TemporaryFolder.with { folder in
            try folder.write("x.json", text: "{\n  \"number\": one\n}")
            let run = try await HarnessFixture().run("invoke", "\(folder.path)/x.json")
            #expect(run.exitCode == 1)
            #expect(run.errors.contains("x.json is not JSON: "))
            #expect(run.errors.contains("line 2, column 13"))
            var tool = try HarnessFixture()
            tool.input = Array("{".utf8)
            #expect(await tool.run("invoke", "-").errors.contains("Standard input is not JSON: "))
        }
    }

    @Test func `the error for an unknown shape lists the supported shapes`() async throws {
        let run = try await HarnessFixture().run("serve", "--event", "v3")
        let expected = "Unknown event shape \"v3\": expected one of v1, v2, url, alb, alb-multi, lattice, lattice-v1."
        #expect(run.errors.contains(expected))
    }

    @Test func `a failed function exits with status 1 and prints its error`() async throws {
        var tool = try HarnessFixture()
        tool.input = Array("{}".utf8)
        let run = await tool.run("invoke", "--handler", "double", "-")
        #expect(run.exitCode == 1)
        #expect(run.output.isEmpty)
        let start = try #require(run.errors.firstIndex(of: "{"))
        let error = try JSON(parsing: String(run.errors[start...]))
        #expect(error["errorType"] == "NotANumber")
        #expect(error["errorMessage"] == "There is no \"number\".")
    }

    @Test func `an app that cannot be created, a missing file and an unknown handler are reported`() async throws {
        var tool = try HarnessFixture()
        let missing = await tool.run("invoke", "/nowhere/x.json")
        #expect(missing.exitCode == 1)
        #expect(missing.errors.contains("Cannot read /nowhere/x.json: no such file"))
        tool.input = Array("{}".utf8)
        let handler = await tool.run("invoke", "--handler", "triple", "-")
        #expect(handler.exitCode == 1)
        #expect(handler.errors.contains("Unknown handler `triple`"))
        let program = await tool.run("invoke", "--through", "/nowhere/bootstrap", "-")
        #expect(program.errors.contains("swift build -c release --product bootstrap"))
        tool.environment["BROKEN"] = "1"
        let broken = await tool.run("invoke", "-")
        #expect(broken.exitCode == 1)
        #expect(broken.errors == "Error: The app could not be created: SETTING is missing.\n")
    }

    // MARK: - Routes and OpenAPI

    @Test func `routes are listed as a table and as JSON`() async throws {
        let tool = try HarnessFixture()
        let table = await tool.run("routes")
        let lines = table.output.split(separator: "\n")
        #expect(lines.first?.hasPrefix("METHOD  PATH") == true)
        #expect(lines.contains { $0.hasPrefix("GET") && $0.contains("/notes/{id}") && $0.contains("get_note") })
        #expect(lines.contains { $0.hasPrefix("event") && $0.contains("double") })
        let json = try JSON(parsing: await tool.run("routes", "--json").output)
        #expect(json["eventHandlers"] == ["double"])
        #expect(
            json["routes"]?[0] == [
                "method": "GET", "path": "/notes", "handler": "list_notes", "summary": "List the notes",
                "tags": ["notes"],
            ]
        )
    }

    @Test func `only terminals receive colors`() async throws {
        var tool = try HarnessFixture()
        #expect(await !tool.run("routes").output.contains("\u{1B}"))
        tool.usesColor = true
        #expect(await tool.run("routes").output.contains("\u{1B}[36mGET"))
    }

    @Test func `the error for an app without an OpenAPI document names the missing component`() async throws {
        let run = try await HarnessFixture().run("openapi")
        #expect(run.exitCode == 1)
        #expect(run.errors.contains("OpenAPIRoutes()"))
    }
}
