import Foundation
import Swiftlet
import SwiftletJSON
import UsersAPI

@testable import SwiftletHarness

/// The console of the users service with a database of its own.
struct UsersConsole {
    let console: ConsoleFixture
    private let app: App
    private let cli: HarnessCLI
    private let folder: String

    init(root: String = ".") throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "console-\(UUID())").path
        let variables = replayEnvironment(folder)
        cli = try UsersCLI().cli()
        app = try cli.makeApp(adding: variables)
        console = try ConsoleFixture(app, cli: cli, variables: variables, root: root)
        self.folder = folder
    }

    /// Runs a body with the database, which is removed afterwards.
    func run(_ body: (ConsoleFixture) async throws -> Void) async throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        do {
            try await body(console)
        } catch {
            try await cli.onLoop { try await app.shutdown() }
            throw error
        }
        try await cli.onLoop { try await app.shutdown() }
    }
}

extension ConsoleFixture {
    /// Logs in as the administrator of the users service, and returns the ID of the invocation.
    func login() async throws -> String? {
        try await send(
            "POST",
            "/api/v1/auth/login",
            headers: [("Content-Type", "application/x-www-form-urlencoded")],
            body: "username=admin%40example.com&password=password123"
        )
    }
}
