import Foundation
import Swiftlet
import SwiftletFixtures
import SwiftletJSON
import SwiftletTesting
import Testing

@testable import SwiftletHarness

/// Tests function processes that are shell scripts, which use bash's sockets for HTTP.
@Suite(.timeLimit(.minutes(5))) struct ProgramTests {
    private func script(_ answer: String) -> String { ShellFunction.script(answer) }

    private func withProgram(
        _ script: String,
        timeout: Duration = .seconds(60),
        _ body: (ProcessTarget, _ log: () throws -> String) async throws -> Void
    ) async throws {
        try await TemporaryFolder.with { folder in
            var launch = try ShellFunction.launch(script, in: folder)
            launch.timeout = timeout
            let target = ProcessTarget(launch)
            do {
                try await body(target) { try folder.read("log") }
            } catch {
                await target.stop()
                throw error
            }
            await target.stop()
        }
    }

    private func invoke(_ target: ProcessTarget, _ event: String, handler: String? = nil) async -> InvocationOutcome {
        await target.invoke(Array(event.utf8), FixtureInvocation(handler: handler))
    }

    private func answer(_ text: String) -> InvocationOutcome { .response(Array(text.utf8)) }

    @Test func `a process handles events sequentially`() async throws {
        try await withProgram(script(#"printf '{"pid":%s,"event":%s,"color":"%s"}' $$ "$event" "$COLOR""#)) {
            target,
            _ in
            let first = await invoke(target, "{\"n\":1}")
            let second = await invoke(target, "{\"n\":2}")
            guard case .response(let one) = first, case .response(let two) = second else {
                Issue.record("\(first) \(second)")
                return
            }
            let (answer, other) = (try JSON(parsing: one), try JSON(parsing: two))
            #expect(answer["event"] == ["n": 1])
            #expect(other["event"] == ["n": 2])
            #expect(answer["color"] == "blue")
            #expect(answer["pid"] == other["pid"])
        }
    }

    @Test func `each handler has its own process`() async throws {
        try await withProgram(script(#"printf '"%s"' "$_HANDLER""#)) { target, _ in
            #expect(await invoke(target, "1") == answer("\"app\""))
            #expect(await invoke(target, "1", handler: "digest") == answer("\"digest\""))
            #expect(await invoke(target, "1") == answer("\"app\""))
        }
    }

    @Test func `an error response is a failed outcome`() async throws {
        let body = #"{"errorType":"E","errorMessage":"m"}"#
        try await withProgram(script("printf '%s' '\(body)'; false")) { target, _ in
            #expect(await invoke(target, "1") == .failure(FunctionFailure(errorType: "E", errorMessage: "m")))
        }
    }

    @Test func `an exited process is restarted for the next event`() async throws {
        let crash = #"if [ "$event" = 1 ]; then echo "going down" >&2; kill $$; sleep 60; fi; printf '"%s"' up"#
        try await withProgram(script(crash)) { target, log in
            guard case .failure(let failure) = await invoke(target, "1") else {
                Issue.record("It did not fail.")
                return
            }
            #expect(failure.errorType == "Runtime.ExitError")
            #expect(failure.errorMessage.hasSuffix("Error: Runtime exited with error: signal: terminated"))
            let written = try log()
            #expect(written.contains("going down"))
            #expect(await invoke(target, "2") == answer("\"up\""))
        }
    }

    @Test func `a process that never polls fails the invocation`() async throws {
        try await withProgram("#!/bin/bash\nexit 7\n") { target, _ in
            guard case .failure(let failure) = await invoke(target, "1") else {
                Issue.record("It did not fail.")
                return
            }
            #expect(failure.errorMessage.hasSuffix("Runtime exited with error: exit status 7"))
        }
    }

    @Test func `a process that times out is killed and replaced`() async throws {
        let slow = #"if [ "$event" = 1 ]; then sleep 600; fi; printf '"%s"' fast"#
        try await withProgram(script(slow), timeout: .seconds(8)) { target, _ in
            guard case .failure(let failure) = await invoke(target, "1") else {
                Issue.record("It did not fail.")
                return
            }
            #expect(failure.errorType == "Sandbox.Timedout")
            #expect(await invoke(target, "2") == answer("\"fast\""))
        }
    }

    @Test func `a file that is not an executable is rejected`() async throws {
        try await TemporaryFolder.with { folder in
            try folder.write("text", text: "x")
            let error = #expect(throws: HarnessError.self) { try ProcessTarget.locate("\(folder.path)/text") }
            #expect(error?.message.contains("is not executable") == true)
            let launch = FunctionProcess.Launch(
                program: "\(folder.path)/nothing",
                handler: "app",
                environment: [:],
                timeout: .seconds(5),
                logPath: "\(folder.path)/log"
            )
            guard case .failure(let failure) = await FunctionProcess(launch).invoke(FunctionCall(event: [])).collected()
            else {
                Issue.record("It did not fail.")
                return
            }
            #expect(failure.errorType == "Runtime.InvalidEntrypoint")
        }
    }

    @Test(arguments: HTTPEventShape.all)
    func `a stream is accepted only if the event source supports streaming`(shape: HTTPEventShape) {
        let event = shape.event(for: Request(path: "/"))
        #expect(ProcessTarget.comesFromStreamingSource(event) == [.functionURL, .restAPI].contains(shape))
    }

    @Test(arguments: ["", "1", #"{"Records":[]}"#])
    func `a stream is not accepted for an event that is not an HTTP event`(event: String) {
        #expect(!ProcessTarget.comesFromStreamingSource(Array(event.utf8)))
    }

    @Test func `an event that exceeds the limit is not sent`() async throws {
        try await withProgram(script("printf 1")) { target, _ in
            let event = "\"" + String(repeating: "a", count: 6_291_556) + "\""
            guard case .failure(let failure) = await invoke(target, event) else {
                Issue.record("The event was sent.")
                return
            }
            #expect(failure.errorType == "RequestTooLargeException")
        }
    }

    @Test func `fixtures are replayed through a function binary`() async throws {
        try await TemporaryFolder.with { folder in
            try folder.write(
                "function",
                text: script(#"printf '{"statusCode":200,"headers":{},"body":"%s"}' "$(basename "$DATABASE_URL")""#)
            )
            let path = "\(folder.path)/function"
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
            try folder.write("events/a/1.json", ["x": 1])
            try folder.write("events/a/1.expected.json", ["statusCode": 200, "body": "replay.sqlite3"])
            try folder.write("events/b/1.json", ["x": 1])
            try folder.write("events/b/1.expected.json", ["statusCode": 201, "body": "replay.sqlite3"])
            var tool = try HarnessFixture()
            tool.environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""]
            let run = await tool.run("replay", "--through", path, "\(folder.path)/events")
            #expect(run.exitCode == 1)
            #expect(run.output.contains("statusCode\n      expected  201\n      actual    200"))
            #expect(run.output.hasSuffix("\n1 passed, 1 failed\n"))
        }
    }
}
