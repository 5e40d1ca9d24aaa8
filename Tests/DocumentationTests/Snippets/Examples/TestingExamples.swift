import Foundation
import Swiftlet
import SwiftletTesting
import Testing
import UsersAPI

/// The examples in the reference of tests.
@Suite struct TestingExamples {
    @Test func `messages of an app are captured`() async throws {
        let app = notesApp()
        let log = LogCapture(level: .info)
        let client = TestClient(app, logger: log.logger)
        try await client.get("/notes").expect(.ok)
        #expect(log.messages.contains("GET /notes 200"))
        try await app.shutdown()
    }

    @Test func `a response has a status, header fields and a body`() async throws {
        let client = TestClient(shopApp())
        let response = try await client.post("/sales").expect(.conflict)
        #expect(response.headers[.server] == "swiftlet")
        #expect(try response.json() == ["detail": "Out of stock"])
    }

    @Test func `cookies are kept between requests`() async throws {
        let jar = CookieJar()
        let client = TestClient(articlesApp(), cookies: jar)
        jar.set("__Host-session", "s-1")
        try await client.post("/logout").expect(.seeOther)
        #expect(jar.cookies["__Host-session"] == nil)
    }

    @Test func `an app is shut down after its test`() async throws {
        let app = notesApp()
        let client = TestClient(app)
        try await client.get("/notes").expect(.ok, json: [])
        try await app.shutdown()
    }

    static func clientWithFixedClock(_ app: App) -> TestClient {
        let clock = WallClock.fixed(Date(timeIntervalSince1970: 1_767_323_045))
        let client = TestClient(app, clock: clock)
        return client
    }

    static func replay(_ settings: Settings) async throws {
        try await FixtureFolder("events").verify { usersApp(settings) }
        try await FixtureFolder("events").verify(usersApp, scenarioEnvironment: replayEnvironment)
    }
}
