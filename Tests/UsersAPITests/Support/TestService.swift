import Foundation
import Swiftlet
import SwiftletSQL
import SwiftletSecurity
import SwiftletTesting
import TestSupport
import Testing

@testable import UsersAPI

/// The databases with which every test of the service runs.
typealias Driver = TestDriver

/// The service with its own database, an initial user, a fixed clock and a low password hashing cost.
struct TestService {
    /// The fixed time of the clock.
    static let now = Date(timeIntervalSince1970: 1_767_323_045.6789)

    let app: App
    let client: TestClient
    let log: LogCapture

    /// Calls `body` with a service, and shuts it down afterwards.
    static func with<Result>(
        _ driver: Driver,
        settings variables: [String: String] = [:],
        overriding overrides: Overrides = [],
        _ body: (TestService) async throws -> Result
    ) async throws -> Result {
        var environment = [
            "DATABASE_URL": try await driver.makeURL(),
            "SECRET_KEY": "a key for tests, which opens nothing else",
            "MIGRATE_ON_START": "true",
            "FIRST_USER_EMAIL": "admin@example.com",
            "FIRST_USER_PASSWORD": "password123",
            "ALLOWED_ORIGINS": "https://app.example.com",
            "RATE_LIMIT": "off",
        ]
        environment.merge(variables) { _, new in new }
        let settings = try Settings(LaunchEnvironment(variables: environment, isDeployed: true))
        let cheap = try PasswordHasher.cheap()
        let basic: Overrides = [.override(hasher, with: cheap), .override(clock, with: WallClock.fixed(now))]
        let app = usersApp(settings).overriding(basic.merging(overrides))
        let log = LogCapture()
        let client = TestClient(app, clock: .fixed(now), logger: log.logger)
        do {
            let result = try await body(TestService(app: app, client: client, log: log))
            try await app.shutdown()
            return result
        } catch {
            try await app.shutdown()
            throw error
        }
    }

    /// Logs in.
    ///
    /// - Returns: A client that sends the access token.
    func loggedIn(
        _ email: String = "admin@example.com",
        _ password: String = "password123",
        scope: String = ""
    ) async throws -> TestClient {
        try client(sending: try await tokens(email, password, scope: scope))
    }

    /// Logs in.
    ///
    /// - Returns: The JSON of the response.
    func tokens(
        _ email: String = "admin@example.com",
        _ password: String = "password123",
        scope: String = ""
    ) async throws -> JSON {
        let form: KeyValuePairs = ["username": email, "password": password, "scope": scope]
        return try await client.post("/api/v1/auth/login", form: form).expect(.ok).json()
    }

    /// Returns a client that sends the access token of a login response.
    func client(sending tokens: JSON) throws -> TestClient {
        var client = client
        client.headers[.authorization] = "Bearer \(try #require(tokens["access_token"]?.string))"
        return client
    }

    /// Creates a user who is not an administrator, and logs in.
    @discardableResult
    func member(_ email: String = "grace@example.com", scope: String = "") async throws -> TestClient {
        let user: JSON = ["email": .string(email), "name": "Grace Hopper", "password": "correct horse"]
        try await loggedIn().post("/api/v1/users", json: user).expect(.created)
        return try await loggedIn(email, "correct horse", scope: scope)
    }
}
