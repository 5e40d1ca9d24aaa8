import Foundation
import Swiftlet
import SwiftletJSON
import SwiftletSecurity
import SwiftletTesting
import TestSupport
import Testing

@testable import UsersAPI

/// `FixtureFolder.verify` in a test and the command `replay` have the same results.
@Suite(.timeLimit(.minutes(5))) struct VerifiedEventsTests {
    private static let events = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "events").path

    /// The verdicts of `replay`, by the name of the event.
    private func replayed(_ run: HarnessFixture.Run) throws -> [String: String] {
        let fixtures = try #require(try JSON(parsing: Array(run.output.utf8))["fixtures"]?.array)
        return Dictionary(
            uniqueKeysWithValues: fixtures.map { ($0["name"]?.string ?? "", $0["verdict"]?.string ?? "") }
        )
    }

    @Test func `the event files of the users service have the same verdict in a test and in the CLI`() async throws {
        let cli = try UsersCLI()
        let verified = try await FixtureFolder(Self.events)
            .verify(
                { (settings: Settings) in
                    usersApp(settings).overriding([.override(UsersAPI.hasher, with: try UsersCLI.cheapHasher())])
                },
                scenarioEnvironment: replayEnvironment
            )
        #expect(verified.count > 50)
        let replayed = try replayed(await cli.run(["replay", "--json", Self.events]))
        #expect(replayed == Dictionary(uniqueKeysWithValues: verified.map { ($0.fixture.name, $0.verdict.name) }))
    }

    @Test func `events with request IDs and environment variables pass in both`() async throws {
        try await TemporaryFolder.with { folder in
            var event = httpEvent("GET", "/key")
            event["headers"] = ["authorization": "{{env GREETING}}"]
            try folder.write("1.json", event)
            try folder.write(
                "1.expected.json",
                ["statusCode": 200, "headers": "<any>", "body": ["id": "<uuid>", "key": "hello"]]
            )
            let app: @Sendable () -> App = {
                App(title: "Keys", version: "1.0.0") {
                    Endpoint(.get, "/key", Header("authorization", String.self), Invocation()) { key, context in
                        ["id": context.requestID, "key": key]
                    }
                }
            }
            let verified = try await FixtureFolder(folder.path).verify(environment: ["GREETING": "hello"], app)
            #expect(verified.map(\.isPassed) == [true])
            var tool = try HarnessFixture()
            tool.environment = ["GREETING": "hello"]
            tool.makeApp = { _ in app() }
            #expect(try replayed(await tool.run("replay", "--json", folder.path)) == ["1": "passed"])
        }
    }
}

extension FixtureResult.Verdict {
    /// The name in the report of `replay`.
    fileprivate var name: String {
        switch self {
        case .passed: "passed"
        case .differs: "failed"
        case .unexpected: "no expectation"
        case .unusable: "unusable"
        }
    }
}
