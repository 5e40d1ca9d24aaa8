import ArgumentParser
import Foundation
import HTTPTypes
import Hummingbird
import Swiftlet
import SwiftletFixtures
import SwiftletJSON
import SwiftletServer
import Synchronization
import TestSupport
import Testing

@testable import SwiftletHarness

@Suite(.timeLimit(.minutes(2))) struct ToolTests {
    @Test(arguments: [
        ("get_usr", ["get_user", "get_current_user", "login"], "get_user"), ("lgoin", ["login", "logout"], "login"),
        ("users", ["list_users", "get_user"], "list_users"), ("zzzzzz", ["list_users"], nil), ("x", [], nil),
    ])
    func `the most similar name is suggested`(name: String, known: [String], expected: String?) {
        #expect(Suggestion.nearest(to: name, among: known) == expected)
    }

    @Test(arguments: [("", "abc", 3), ("abc", "abc", 0), ("kitten", "sitting", 3), ("ab", "ba", 1), ("abc", "ac", 1)])
    func `the edit distance counts changes`(first: String, second: String, expected: Int) {
        #expect(Suggestion.distance(first, second) == expected)
    }

    @Test(arguments: [
        (true, [:], true), (false, [:], false), (true, ["NO_COLOR": "1"], false), (true, ["NO_COLOR": ""], true),
        (true, ["TERM": "dumb"], false), (false, ["FORCE_COLOR": "1"], true), (false, ["FORCE_COLOR": ""], false),
        (true, ["FORCE_COLOR": "1", "NO_COLOR": "1"], false),
    ])
    func `only terminals that support colors receive them`(
        isTerminal: Bool,
        environment: [String: String],
        expected: Bool
    ) {
        #expect(Console.usesColor(isTerminal: isTerminal, environment) == expected)
    }

    @Test func `an unknown command or handler suggests the most similar name`() async throws {
        let tool = try HarnessFixture()
        let command = await tool.run("repaly")
        #expect(command.exitCode == 64)
        #expect(command.errors.contains("Did you mean \"replay\"?"))
        let handler = await tool.run("invoke", "--handler", "duoble", "-")
        #expect(handler.exitCode == 1)
        #expect(handler.errors.contains("Unknown handler `duoble`. Did you mean \"double\"?"))
    }

    @Test func `every command's help has examples`() async throws {
        let tool = try UsersCLI()
        let help = await tool.run(["--help"])
        #expect(help.exitCode == 0)
        #expect(help.output.contains("APP SUBCOMMANDS:"))
        let commands =
            [
                "invoke", "replay", "generate", "serve", "emulate", "routes", "openapi", "doctor",
            ] + ["migrate", "create-user"]
        for command in commands {
            #expect(help.output.contains(command))
            let run = await tool.run([command, "--help"])
            #expect(run.exitCode == 0)
            #expect(run.output.contains("Examples:"), "\(command)")
            #expect(run.output.contains("  users \(command)"), "\(command)")
        }
        #expect(await tool.run(["help", "migrate"]).output == tool.run(["migrate", "--help"]).output)
    }

    @Test func `the app is created once`() async throws {
        let count = Mutex(0)
        let fixture = try HarnessFixture()
        func cli(_ output: Recorder) -> HarnessCLI {
            let stream = Console.Stream(isTerminal: false, usesColor: false, columns: 80) { output.append($0) }
            return HarnessCLI(
                name: "tool",
                version: "1",
                abstract: "",
                commands: [GreetCommand.self],
                environment: [:],
                console: Console(output: stream, errors: stream, readInput: { [] }),
                loop: fixture.loop
            ) { _ in
                count.withLock { $0 += 1 }
                return App(title: "", version: "1") {
                    Endpoint(.get, "/", operationID: "root") {}
                }
            }
        }
        for arguments in [["routes"], ["greet"]] {
            count.withLock { $0 = 0 }
            #expect(await cli(Recorder()).run(arguments) == 0)
            #expect(count.withLock { $0 } == 1, "\(arguments)")
        }
        for arguments in [["--version"], ["--help"], ["greet", "--help"]] {
            count.withLock { $0 = 0 }
            #expect(await cli(Recorder()).run(arguments) == 0)
            #expect(count.withLock { $0 } == 0, "\(arguments)")
        }
    }

    @Test func `invoke prints the outcome as JSON`() async throws {
        var tool = try HarnessFixture()
        tool.input = Array(#"{"number": 4}"#.utf8)
        let run = await tool.run("invoke", "--json", "--handler", "double", "-")
        let json = try JSON(parsing: run.output)
        #expect(json["outcome"] == "response")
        #expect(json["response"]?["number"] == 8)
        #expect(json["milliseconds"]?.double != nil)
        tool.input = Array("{}".utf8)
        let failed = await tool.run("invoke", "--json", "--handler", "double", "-")
        #expect(failed.exitCode == 1)
        #expect(try JSON(parsing: failed.output)["failure"]?["errorType"] == "NotANumber")
    }

    @Test func `migrations are listed as JSON`() async throws {
        let run = try await UsersCLI().run(["migrate", "status", "--json"])
        #expect(run.exitCode == 0)
        let migrations = try #require(try JSON(parsing: run.output)["migrations"]?.array)
        #expect(migrations.first?["id"] == "0001_users")
        #expect(migrations.allSatisfy { $0["applied"] == true })
    }

    @Test func `a replay reports differences as JSON`() async throws {
        try await TemporaryFolder.with { folder in
            try folder.write("1.json", httpEvent("GET", "/greeting"))
            try folder.write("1.expected.json", ["statusCode": 200, "headers": "<any>", "body": "bye"])
            let run = try await HarnessFixture().run("replay", "--json", folder.path)
            let fixture = try JSON(parsing: run.output)["fixtures"]?[0]
            #expect(fixture?["differences"] == [["path": "body", "expected": "bye", "actual": "hello"]])
        }
    }

    @Test func `an event may refer to environment variables`() async throws {
        try await TemporaryFolder.with { folder in
            try folder.write("1.json", httpEvent("POST", "/notes", body: "{{encoded env NOTE}}"))
            try folder.write(
                "1.expected.json",
                ["statusCode": 201, "headers": "<any>", "body": ["id": "<save id integer>"]]
            )
            try folder.write("2.json", httpEvent("GET", "/notes/{{id}}"))
            try folder.write(
                "2.expected.json",
                ["statusCode": 200, "headers": "<any>", "body": ["id": "{{id}}", "text": "a%26b"]]
            )
            let run = try await HarnessFixture().run("replay", "--env", "NOTE=a&b", folder.path)
            #expect(run.output.hasSuffix("\n2 passed, 0 failed\n"), "\(run.output)")
            let without = try await HarnessFixture().run("replay", folder.path)
            #expect(without.output.contains("requires the environment variable `NOTE`"))
        }
    }
}

/// A command of an app.
private struct GreetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "greet", abstract: "Greet.")

    func run() async throws {
        let count = try await Harness.withApp { app in app.routes.count }
        Harness.print("\(Harness.name) has \(count) routes")
    }
}

/// Tests replays against functions of an Invoke API.
@Suite(.timeLimit(.minutes(2))) struct ReplayAgainstTests {
    /// An Invoke API of an app: a function for each handler.
    private func withFunctions(_ body: (_ url: String, Recorder) async throws -> Void) async throws {
        let app = try makeNotesApp(LaunchEnvironment(variables: [:], isDeployed: false))
        let asked = Recorder()
        let server = try await HTTPServer.start { request, _ in
            let name = request.uri.path.split(separator: "/").dropLast().last.map(String.init) ?? ""
            asked.append(Array("\(request.method) \(request.uri.path)\n".utf8))
            let event = try await request.body.collect(upTo: 1 << 20)
            var context = Context()
            if let field = HTTPField.Name("X-Amz-Client-Context"), let text = request.headers[field] {
                context.clientContext = try Data(base64Encoded: text).map { try JSON(parsing: Array($0)) }
            }
            do {
                let answer = try app.handler(named: name)
                let bytes = try await answer(Array(event.readableBytesView), context: context)
                return Hummingbird.Response(status: .ok, body: .init(byteBuffer: .init(bytes: bytes)))
            } catch is AppError {
                return Hummingbird.Response(
                    status: .notFound,
                    body: .init(byteBuffer: .init(string: #"{"Message":"Function not found"}"#))
                )
            } catch {
                var headers = HTTPFields()
                if let field = HTTPField.Name("X-Amz-Function-Error") { headers[field] = "Unhandled" }
                let failure = FunctionFailure(error).json
                return Hummingbird.Response(
                    status: .ok,
                    headers: headers,
                    body: .init(byteBuffer: .init(bytes: failure.bytes))
                )
            }
        }
        do {
            try await body("http://127.0.0.1:\(server.port)", asked)
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    private func write(to folder: TemporaryFolder) throws {
        try folder.write("1-add.json", httpEvent("POST", "/notes", body: "a"))
        try folder.write(
            "1-add.expected.json",
            ["statusCode": 201, "headers": "<any>", "body": ["id": "<save id integer>"]]
        )
        try folder.write("2-get.json", httpEvent("GET", "/notes/{{id}}"))
        try folder.write(
            "2-get.expected.json",
            ["statusCode": 200, "headers": "<any>", "body": ["id": "<integer>", "text": "a"]]
        )
        try folder.write("3-double.json", ["number": 2])
        try folder.write("3-double.context.json", ["handler": "double", "clientContext": ["dry": true]])
        try folder.write("3-double.expected.json", ["number": 4, "client": ["dry": true]])
        try folder.write("4-fails.json", [:])
        try folder.write("4-fails.context.json", ["handler": "double"])
        try folder.write("4-fails.expected.json", ["errorType": "NotANumber", "errorMessage": "<string>"])
    }

    @Test func `each event is sent to the function of its handler`() async throws {
        try await TemporaryFolder.with { folder in
            try write(to: folder)
            try await withFunctions { url, asked in
                let run = try await HarnessFixture().run("replay", "--against", url, folder.path)
                #expect(run.output.hasSuffix("\n4 passed, 0 failed\n"), "\(run.output)")
                #expect(run.exitCode == 0)
                let functions = asked.text.split(separator: "\n").map { $0.split(separator: "/")[3] }
                #expect(functions == ["app", "app", "double", "double"])
                #expect(asked.text.hasPrefix("POST /2015-03-31/functions/app/invocations\n"))
            }
        }
    }

    @Test func `the URL of one function receives all events`() async throws {
        try await TemporaryFolder.with { folder in
            try write(to: folder)
            try await withFunctions { url, asked in
                let function = "\(url)/2015-03-31/functions/app/invocations"
                let run = try await HarnessFixture()
                    .run("replay", "--against", function, "--filter", "add", folder.path)
                #expect(run.exitCode == 0)
                #expect(asked.text == "POST /2015-03-31/functions/app/invocations\n")
            }
        }
    }

    @Test func `an unknown function is a failed invocation with an explanation`() async throws {
        try await TemporaryFolder.with { folder in
            try folder.write("1.json", [:])
            try folder.write("1.expected.json", [:])
            try await withFunctions { url, _ in
                let run = try await HarnessFixture()
                    .run("replay", "--against", url, "--handler", "nobody", folder.path)
                #expect(run.exitCode == 1)
                #expect(run.output.contains("Invoke.404"))
                #expect(run.output.contains("Function not found"))
            }
        }
    }

    @Test func `an unreachable or invalid address is reported`() async throws {
        try await TemporaryFolder.with { folder in
            try write(to: folder)
            let closed = try await HTTPServer.start { _, _ in Hummingbird.Response(status: .ok) }
            await closed.stop()
            let run = try await HarnessFixture()
                .run("replay", "--against", "http://127.0.0.1:\(closed.port)", folder.path)
            #expect(run.exitCode == 1)
            #expect(run.output.contains("0 passed, 4 failed"))
            let odd = try await HarnessFixture().run("replay", "--against", "arn:aws:lambda:x", folder.path)
            #expect(odd.exitCode == 1)
            #expect(odd.errors.contains("must start with http:// or https://"))
        }
    }
}
