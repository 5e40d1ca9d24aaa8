import Foundation
import Swiftlet
import SwiftletGateway
import SwiftletJSON
import TestSupport
import Testing

@testable import SwiftletHarness

@Suite(.timeLimit(.minutes(2))) struct ConsoleFixtureFileTests {
    @Test func `a saved invocation passes a replay together with the login that it needs`() async throws {
        try await TemporaryFolder.with { root in
            let users = try UsersConsole(root: root.path)
            try await users.run { console in
                _ = try await console.send("GET", "/health")
                let login = try #require(try await console.login())
                let shown = try await console.call(.get, "invocations/\(login)?secrets=shown")
                let body = try JSON(parsing: shown["response"]?["body"]?["text"]?.string ?? "")
                let token = try #require(body["access_token"]?.string)
                let headers = [("Authorization", "Bearer \(token)")]
                let id = try #require(try await console.send("GET", "/api/v1/users/me", headers: headers))
                let folder = try await console.call(.get, "invocations/\(id)/fixture")["folder"]
                #expect(folder == "events/console/get-api-v1-users-me")
                let saved = try await console.call(.post, "invocations/\(id)/fixture", json: [:])
                #expect(
                    saved["files"] == [
                        "01-post-api-v1-auth-login.json", "01-post-api-v1-auth-login.expected.json",
                        "02-get-api-v1-users-me.json", "02-get-api-v1-users-me.expected.json",
                    ]
                )
                #expect(saved["missingVariables"] == [])
                let path = "\(root.path)/events/console/get-api-v1-users-me"
                for file in try FileManager.default.contentsOfDirectory(atPath: path) {
                    let text = try root.read("events/console/get-api-v1-users-me/\(file)")
                    #expect(!text.contains(token))
                    #expect(!text.contains("password123"))
                }
                let replay = try await UsersCLI().run(["replay", path])
                #expect(replay.exitCode == 0, "\(replay.output)\(replay.errors)")
                #expect(replay.output.hasSuffix("2 passed, 0 failed\n"))
                // A second file is not written over the first.
                let next = try await console.call(.get, "invocations/\(id)/fixture")["folder"]
                #expect(next == "events/console/get-api-v1-users-me-2")
                let again = try await console.call(
                    .post,
                    "invocations/\(id)/fixture",
                    json: ["folder": "events/console/get-api-v1-users-me"]
                )
                #expect(again["message"]?.string?.contains("already contains event files") == true)
            }
        }
    }

    @Test func `a saved event of a handler passes a replay`() async throws {
        try await TemporaryFolder.with { root in
            let console = try ConsoleFixture(root: root.path)
            for (event, folder) in [(#"{"number": 21}"#, "good"), ("{}", "bad")] {
                let sent = try await console.call(
                    .post,
                    "invocations",
                    json: ["event": .string(event), "handler": "double"]
                )
                let id = try #require(sent["id"]?.string)
                let saved = try await console.call(
                    .post,
                    "invocations/\(id)/fixture",
                    json: ["folder": .string(folder)]
                )
                #expect(saved["files"]?.array?.last == "01-double.context.json")
            }
            let replay = try await HarnessFixture().run("replay", root.path)
            #expect(replay.exitCode == 0, "\(replay.output)\(replay.errors)")
        }
    }

    @Test(arguments: ["/tmp/x", "../x", "a/../../x", "a//b", "", "a\0b"])
    func `files are written only below the working directory`(folder: String) async throws {
        try await TemporaryFolder.with { root in
            let console = try ConsoleFixture(root: root.path)
            let id = try #require(try await console.send("GET", "/notes"))
            let response = await console.respond(
                to: .post,
                "/_swiftlet/api/invocations/\(id)/fixture",
                json: ["folder": .string(folder)]
            )
            #expect(response.status == .badRequest)
            #expect(try FileManager.default.contentsOfDirectory(atPath: root.path).isEmpty)
        }
    }

    @Test func `a running invocation is not saved`() async throws {
        try await TemporaryFolder.with { root in
            let console = try ConsoleFixture(root: root.path)
            var call = FunctionCall(event: Array("{}".utf8))
            call.id = "running"
            console.journal.start(call)
            let response = await console.respond(
                to: .post,
                "/_swiftlet/api/invocations/running/fixture",
                json: [:]
            )
            #expect(response.status == .conflict)
        }
    }
}
