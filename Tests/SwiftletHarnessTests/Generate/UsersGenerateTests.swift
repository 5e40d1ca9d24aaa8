import Foundation
import Swiftlet
import SwiftletJSON
import SwiftletSecurity
import TestSupport
import Testing
import UsersCommands

@testable import SwiftletHarness
@testable import UsersAPI

/// Tests the CLI of the users app.
@Suite(.timeLimit(.minutes(5))) struct UsersGenerateTests {
    static let endpoints = [
        "list_users", "get_current_user", "get_user", "create_user", "update_user", "delete_user", "login", "refresh",
        "logout", "logout_everywhere", "health",
    ]

    /// Generates the events of an endpoint, writes the expected responses with `replay --update`, and returns these.
    private func responses(
        _ arguments: [String]
    ) async throws -> [(file: JSON, response: JSON)] {
        try await TemporaryFolder.with { folder in
            let tool = try UsersCLI()
            let run = await tool.run(["generate"] + arguments + ["--output", folder.path, "--json"])
            #expect(run.exitCode == 0, "\(run.errors)")
            let files = try #require(try JSON(parsing: run.output)["files"]?.array)
            let replay = await tool.run(["replay", "--update", folder.path])
            #expect(replay.exitCode == 0, "\(replay.output)\(replay.errors)")
            return try files.map { file in
                let path = try #require(file["path"]?.string)
                let name = URL(filePath: path).deletingPathExtension().lastPathComponent
                return (file, try JSON(parsing: try folder.read("\(name).expected.json")))
            }
        }
    }

    @Test(arguments: endpoints, ["v2", "v1", "alb"])
    func `a valid event is never rejected for its inputs`(name: String, shape: String) async throws {
        let responses = try await responses([name, "--event", shape])
        let status = responses.last?.response["statusCode"]?.int ?? 0
        #expect(![400, 422].contains(status))
        // The generated password and refresh token are unknown, and the last administrator cannot be deleted; all other
        // requests succeed.
        let rejected = ["login": 401, "refresh": 401, "delete_user": 409][name]
        #expect(status < 300 || status == rejected, "\(status)")
    }

    @Test(arguments: endpoints)
    func `every invalid event is rejected at the stated location`(name: String) async throws {
        let all = try await responses([name, "--invalid"])
        let rejected = all.filter { $0.file["status"] != nil }
        #expect(!rejected.isEmpty)
        for (file, response) in rejected {
            #expect(response["statusCode"] == file["status"], "\(file)")
            guard let location = file["location"], location.count > 0 else { continue }
            let places = response["body"]?["detail"]?.array?.compactMap { $0["loc"] } ?? []
            #expect(places.contains(location), "\(file): \(places)")
        }
    }
}

/// The CLI of the users app with captured output.
struct UsersCLI {
    let tool: HarnessFixture

    init() throws {
        tool = try HarnessFixture()
    }

    func run(_ arguments: [String]) async -> HarnessFixture.Run {
        let output = Recorder()
        let errors = Recorder()
        let code = await cli(output, errors).run(arguments)
        return HarnessFixture.Run(exitCode: code, output: output.text, errors: errors.text)
    }

    func cli(_ output: Recorder = Recorder(), _ errors: Recorder = Recorder()) -> HarnessCLI {
        HarnessCLI(
            name: "users",
            version: "1.0.0",
            abstract: "Users.",
            commands: usersCommands,
            environment: [:],
            scenarioEnvironment: replayEnvironment,
            console: Console(output: stream(output), errors: stream(errors), readInput: { [] }),
            loop: tool.loop
        ) { usersApp(try Settings($0)).overriding([.override(UsersAPI.hasher, with: try Self.cheapHasher())]) }
    }

    /// Does nothing expensive, and has no queue limit that concurrent tests could exceed.
    static func cheapHasher() throws -> PasswordHasher {
        try PasswordHasher(parameters: ScryptParameters(logN: 4), queue: longQueue)
    }

    private static let longQueue = PasswordQueue(waitingLimit: 100_000)

    private func stream(_ recorder: Recorder) -> Console.Stream {
        Console.Stream(isTerminal: false, usesColor: false, columns: 80) { recorder.append($0) }
    }
}
