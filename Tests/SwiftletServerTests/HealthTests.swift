import Swiftlet
import TestSupport
import Testing

@testable import SwiftletServer

/// The checks of a platform.
@Suite(.timeLimit(.minutes(2))) struct HealthTests {
    @Test(arguments: ["/healthz", "/readyz"])
    func `the server responds to health checks without a line in the log`(path: String) async throws {
        try await TestServer.with(Probe().app()) { (server) async throws in
            #expect(try await server.response("GET \(path) HTTP/1.1").hasPrefix("HTTP/1.1 200"))
            #expect(!server.log.text.contains(path))
        }
    }

    @Test func `a route of the app replaces a check of the server`() async throws {
        let app = App(title: "Own", version: "1") {
            Endpoint(.get, "/healthz", operationID: "own") { Response.text("own") }
            Endpoint(.get, "/{name}", operationID: "any", Path("name", String.self)) { Response.text($0) }
        }
        try await TestServer.with(app) { (server) async throws in
            #expect(try await server.response("GET /healthz HTTP/1.1").hasSuffix("own"))
            #expect(try await server.response("GET /readyz HTTP/1.1").hasSuffix("ok\n"))
            #expect(server.log.text.contains("The app has a route at /healthz"))
        }
    }

    @Test func `the server does not listen if the app cannot start`() async throws {
        struct Unreachable: Error {}
        let broken = Dependency(.perProcessAtStartup) { () -> Int in throw Unreachable() }
        let app = App(title: "Broken", version: "1") {
            Endpoint(.get, "/", operationID: "root", Inject(broken)) { Response.text("\($0)") }
        }
        await #expect(throws: Unreachable.self) { try await TestServer.with(app) { _ in } }
    }
}
