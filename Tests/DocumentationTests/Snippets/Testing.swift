import Foundation
import Swiftlet
import SwiftletTesting
import Testing

@testable import UsersAPI

private let ada = Principal(
    User(
        id: 1,
        email: "ada@example.com",
        name: "Ada Lovelace",
        passwordHash: "",
        isActive: true,
        createdAt: .init(timeIntervalSince1970: 1_767_323_045),
        isAdmin: true
    )
)

/// An in-memory database and no rate limit, so that equal requests get equal responses.
private func localSettings() throws -> Settings {
    try Settings(LaunchEnvironment(variables: ["RATE_LIMIT": "off"], isDeployed: false))
}

@Suite struct TestingSnippetTests {
    @Test func `an unknown id is 404`() async throws {
        let settings = try localSettings()
        let event = HTTPEventShape.httpAPI.event(for: Request(path: "/users/999"))
        let overrides: Overrides = [currentUser: ada, UsersAPI.settings: settings]

        let reply = try await getUser(event, overriding: overrides)

        #expect(try JSON(parsing: reply)["statusCode"] == 404)
    }

    @Test func `the client asks in every shape of event`() async throws {
        let settings = try localSettings()

        let client = TestClient(usersApp(settings), overriding: [currentUser: ada])
        try await client.get("/api/v1/users/999").expect(.notFound, json: ["detail": "User not found"])
        try await client.post("/api/v1/users", json: ["email": "grace@example.com"])
            .expect(.unprocessableContent)
    }
}
