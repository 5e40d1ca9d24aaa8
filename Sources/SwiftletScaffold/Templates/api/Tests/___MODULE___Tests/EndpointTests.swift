import Foundation
import Swiftlet
import SwiftletTesting
import Testing

@testable import ___MODULE___

@Suite struct EndpointTests {
    let app: App

    init() throws {
        app = makeApp(try Settings(LaunchEnvironment(variables: [:], isDeployed: false)))
    }

    @Test func `an endpoint is a function of an event`() async throws {
        let event = TestEvent(.get, "/hello/Ada?times=2")
        let output = try await hello(event.bytes)
        #expect(try event.response(from: output).json() == ["Hello, Ada!", "Hello, Ada!"])
    }

    @Test func `a greeting has the time of its creation`() async throws {
        let time = WallClock.fixed(Date(timeIntervalSince1970: 1_767_225_600))
        try await TestClient(app, overriding: [.override(clock, with: time)])
            .post("/greetings", json: ["name": " Ada ", "language": "french"])
            .expect(.created, json: ["text": "Bonjour, Ada!", "created_at": "2026-01-01T00:00:00Z"])
    }

    @Test func `invalid inputs are rejected`() async throws {
        let client = TestClient(app)
        try await client.get("/hello/Ada?times=0").expect(.unprocessableContent)
        try await client.post("/greetings", json: ["name": " ", "language": "latin"]).expect(.unprocessableContent)
    }

    @Test func `the event files have the expected responses`() async throws {
        let app = app
        try await FixtureFolder("events").verify { app }
    }
}
