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
        let event = TestEvent(.get, "/users/999")
        let overrides: Overrides = [.override(currentUser, with: ada), .override(UsersAPI.settings, with: settings)]

        let output = try await getUser(event.bytes, overriding: overrides)

        #expect(try event.response(from: output).status == .notFound)
    }

    @Test func `the client asks in every shape of event`() async throws {
        let settings = try localSettings()

        let client = TestClient(usersApp(settings), overriding: [.override(currentUser, with: ada)])
        try await client.get("/api/v1/users/999").expect(.notFound, json: ["detail": "User not found"])
        try await client.post("/api/v1/users", json: ["email": "grace@example.com"])
            .expect(.unprocessableContent)
    }
}
