import Swiftlet
import SwiftletSQL
import SwiftletSecurity
import Testing

/// The examples of the documentation comments.
@Suite struct ExampleTests {
    @Test func `apps, endpoints and event handlers can be started`() async throws {
        let key = try #require(HTTPField.Name("X-API-Key"))
        let endpoints = InputExamples.endpoints() + SecurityExamples.endpoints(key, "secret")
        try await App(title: "Examples", version: "1.0.0") { for endpoint in endpoints { endpoint } }.start()
        for app in MiddlewareExamples.apps() + [SecurityExamples.limitedApp()] { try await app.start() }
        let kinds =
            EventKindExamples.brokerHandlers() + EventKindExamples.deliveryHandlers()
            + EventKindExamples.operationHandlers() + EventKindExamples.deviceHandlers()
        for handler in EventExamples.handlers() + kinds {
            try await App(title: "Examples", version: "1.0.0") { handler }.start()
        }
    }

    @Test func `values are normalized`() {
        #expect(ModelExamples.domain() == "example.com")
        #expect(ModelExamples.origin() == "https://example.com")
    }

    @Test func `JSON is written and read`() throws {
        #expect(String(decoding: try IOExamples.point(1.5, -0.25), as: UTF8.self) == #"{"x":1.5,"y":-0.25}"#)
        let users = try JSONDocument(parsing: Array(#"{"users": [{"name": "Ada"}, {}]}"#.utf8))
        #expect(IOExamples.names(in: users) == ["Ada"])
    }

    @Test func `a task runs on an event loop`() async throws {
        try await IOExamples.wait()
    }

    @Test func `a signed token is verified`() throws {
        let secret = [UInt8](repeating: 7, count: 32)
        let token = try SecurityExamples.sign(with: secret)
        #expect(try SecurityExamples.verify(token, with: JWTKey(secret: secret)).subject == "42")
    }

    @Test func `a second user with the same address is rejected`() async throws {
        let database = try Database(url: "sqlite::memory:")
        #expect(try await SQLExamples.migrate(database, [SQLExamples.usersMigration()]) == ["0001_users"])
        try await SQLExamples.register("ada@example.com", in: database)
        await #expect(throws: HTTPError.self) { try await SQLExamples.register("ada@example.com", in: database) }
        #expect(try await SQLExamples.countUsers(in: database) == 1)
        await database.close()
    }
}
