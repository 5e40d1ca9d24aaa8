import HTTPTypes
import Testing

@testable import SwiftletIO

@Suite(.timeLimit(.minutes(1))) struct KeepAliveTests {
    @Test func `connections that are held open do not displace idle ones`() throws {
        let server = try ScriptedServer(answering: { _ in .ok("") })
        defer { server.stop() }
        let loop = try EventLoop()
        try loop.run {
            var connections: [HTTPConnection] = []
            for _ in 0..<200 {
                let connection = try HTTPConnection(loop, url: server.url("/"), connectTimeout: .seconds(30))
                try await connection.exchange(
                    HTTPConnectionRequest("GET", "/", HTTPFieldLines([])),
                    isRepeatable: true
                )
                connections.append(connection)
            }
            var configuration = HTTPClient.Configuration()
            configuration.proxy = .none
            let client = HTTPClient(loop: loop, configuration: configuration)
            for _ in 0..<10 { _ = try await client.send(HTTPClientRequest(url: server.url("/"))) }
            withExtendedLifetime(connections) {}
        }
        #expect(server.accepted == 201)
    }
}
