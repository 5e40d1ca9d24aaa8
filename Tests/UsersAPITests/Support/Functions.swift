import Swiftlet
import SwiftletFixtures
import SwiftletSQL
import SwiftletSecurity
import SwiftletTesting
import TestSupport

@testable import UsersAPI

/// The endpoints and handlers of the service as functions from an event and overrides to a response, without an app, routes
/// and middleware.
struct Functions {

    let store: UserStore
    private let overrides: Overrides

    /// Calls `body` with the functions on an empty database, with Ada, an administrator, as the caller.
    @discardableResult
    static func with<Result>(
        _ driver: Driver,
        as caller: Principal? = .ada,
        _ body: (Functions) async throws -> Result
    ) async throws -> Result {
        let url = try await driver.makeURL()
        let settings = try Settings(
            LaunchEnvironment(
                variables: ["DATABASE_URL": url, "SECRET_KEY": "a key for tests, which opens nothing else"],
                isDeployed: true
            )
        )
        let database = try Database(url: url)
        let cheap = try PasswordHasher.cheap()
        var overrides: Overrides = [
            .override(UsersAPI.settings, with: settings), .override(UsersAPI.database, with: database),
            .override(hasher, with: cheap), .override(clock, with: WallClock.fixed(TestService.now)),
        ]
        if let caller { overrides = overrides.merging([.override(currentUser, with: caller)]) }
        do {
            try await Migrator(database, migrations).up()
            let result = try await body(Functions(store: UserStore(database), overrides: overrides))
            await database.close()
            return result
        } catch {
            await database.close()
            throw error
        }
    }

    /// Calls an endpoint with the event of a request.
    func call(
        _ endpoint: Endpoint,
        _ path: String,
        json: JSON? = nil,
        form: KeyValuePairs<String, String>? = nil,
        shape: HTTPEventShape = .httpAPI
    ) async throws -> TestResponse {
        let body = json.map(TestBody.json) ?? form.map(TestBody.form)
        let parts = path.split(separator: "?", maxSplits: 1).map(String.init)
        var request = Request(method: endpoint.method, path: parts[0], body: body?.bytes ?? [])
        if parts.count > 1 { request.query = QueryString.parse(parts[1]) }
        if let type = body?.contentType { request.headers[.contentType] = type }
        request.clientAddress = "192.0.2.1"
        let context = Context(clock: .fixed(TestService.now))
        let output = try await endpoint(shape.event(for: request), context: context, overriding: overrides)
        let response = try shape.response(from: JSONDocument(parsing: output).root)
        guard case .bytes(let bytes) = response.body else { throw UncollectedBody() }
        return TestResponse(status: response.status, headers: response.headers, body: bytes)
    }

    /// Calls an event handler.
    func call(_ handler: EventHandler, _ event: JSON) async throws -> JSON {
        try JSON(parsing: try await handler.overriding(overrides)(event.bytes))
    }

    /// Inserts a user.
    @discardableResult
    func insert(_ email: String, password: String = "password123", isActive: Bool = true) async throws -> User {
        let cheap = try PasswordHasher.cheap()
        return try await store.insert(
            email: email,
            name: "Somebody",
            passwordHash: try await cheap.hash(password).encoded,
            isActive: isActive,
            at: TestService.now
        )
    }

    private struct UncollectedBody: Error {}
}
