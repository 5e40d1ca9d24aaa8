import Swiftlet
import SwiftletTesting
import Testing

@testable import ___MODULE___

@Suite struct NoteTests {
    let app: App
    let client: TestClient

    init() throws {
        app = try Self.makeTestApp()
        client = TestClient(app, headers: [.authorization: "Bearer local-development-key"])
    }

    /// An app with a database of its own.
    private static func makeTestApp() throws -> App {
        makeApp(try Settings(LaunchEnvironment(variables: ["DATABASE_URL": "sqlite::memory:"], isDeployed: false)))
    }

    @Test func `an endpoint is a function of an event`() async throws {
        let event = TestEvent(.get, "/999")
        let settings = try Settings(
            LaunchEnvironment(variables: ["DATABASE_URL": "sqlite::memory:"], isDeployed: false)
        )
        let output = try await getNote(event.bytes, overriding: [.override(___MODULE___.settings, with: settings)])
        #expect(try event.response(from: output).status == .notFound)
    }

    @Test func `a note is created, replaced and deleted`() async throws {
        try await client.post("/notes", json: ["title": " Milk "])
            .expect(.created, json: ["id": 1, "title": "Milk", "is_done": false, "created_at": "<timestamp>"])
        try await client.put("/notes/1", json: ["title": "Milk", "is_done": true]).expect(.ok)
        try await client.get("/notes?size=1")
            .expect(
                .ok,
                json: [
                    "items": [["id": 1, "title": "Milk", "is_done": true, "created_at": "<timestamp>"]],
                    "total": 1, "page": 1, "size": 1,
                ]
            )
        try await client.delete("/notes/1").expect(.noContent)
        try await client.get("/notes/1").expect(.notFound, json: ["detail": "Note not found"])
    }

    @Test func `a request without the key is rejected`() async throws {
        try await TestClient(app).get("/notes").expect(.unauthorized)
        try await client.get("/notes", headers: [.authorization: "Bearer another-key"]).expect(.unauthorized)
    }

    @Test(arguments: ["page=0", "page=9223372036854775807", "size=101"])
    func `a page out of range is rejected`(query: String) async throws {
        try await client.get("/notes?\(query)").expect(.unprocessableContent)
    }

    @Test func `the event files have the expected responses`() async throws {
        try await FixtureFolder("events").verify { try Self.makeTestApp() }
    }
}
