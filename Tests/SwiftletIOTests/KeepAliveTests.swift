import Foundation
import HTTPTypes
import Testing

@testable import SwiftletIO

@Suite(.timeLimit(.minutes(1))) struct KeepAliveTests {
    @Test func `child processes do not inherit connections`() throws {
        let server = try ScriptedServer(responding: { _ in .ok("") })
        defer { server.stop() }
        let loop = try EventLoop()
        try loop.run {
            let connection = try HTTPConnection(loop, url: server.url("/"), connectTimeout: .seconds(30))
            try await connection.exchange(
                HTTPConnectionRequest("GET", "/", fields: HTTPFieldLines([])),
                isRepeatable: true
            )
            var configuration = HTTPClient.Configuration()
            configuration.proxy = .none
            let client = HTTPClient(loop: loop, configuration: configuration)
            _ = try await client.send(HTTPClientRequest(url: server.url("/")))
            let sockets = Self.sockets(connectedTo: server.port)
            #expect(sockets.count == 2)
            #expect(sockets.allSatisfy { fcntl($0, F_GETFD) & FD_CLOEXEC != 0 })
            withExtendedLifetime(connection) {}
        }
    }

    /// The descriptors of this process that are connected to a port of this machine.
    private static func sockets(connectedTo port: UInt16) -> [Int32] {
        (0..<4096)
            .filter { descriptor in
                var address = sockaddr_in()
                var length = socklen_t(MemoryLayout<sockaddr_in>.size)
                let status = unsafe withUnsafeMutablePointer(to: &address) { pointer in
                    unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                        unsafe getpeername(descriptor, generic, &length)
                    }
                }
                return status == 0 && address.sin_port == port.bigEndian
            }
    }

    @Test func `connections are not reused after a snapshot`() async {
        // In a process of its own, because the connections of all clients are shut down.
        await #expect(processExitsWith: .success) {
            let server = try ScriptedServer(responding: { _ in .ok("") })
            let client = testClient()
            for _ in 0..<2 { _ = try await client.send(HTTPClientRequest(url: server.url("/"))) }
            #expect(server.accepted == 1)
            await PooledConnections.close()
            // Not idempotent, so that it is not repeated if the connection turns out to be closed.
            let request = HTTPClientRequest(method: .post, url: server.url("/"), body: .text("1"))
            for _ in 0..<2 { #expect(try await client.send(request).status == .ok) }
            #expect(server.accepted == 2)
            await PooledConnections.close()
        }
    }

    @Test func `an idle connection is not reused after its maximum idle time`() async throws {
        let server = try ScriptedServer(responding: { _ in .ok("") })
        defer { server.stop() }
        var configuration = HTTPClient.Configuration()
        configuration.proxy = .none
        configuration.maxIdleTime = .seconds(1)
        let client = HTTPClient(configuration: configuration)
        _ = try await client.send(HTTPClientRequest(url: server.url("/")))
        try await Task.sleep(for: .milliseconds(2500))
        _ = try await client.send(HTTPClientRequest(url: server.url("/")))
        #expect(server.accepted == 2)
    }

    @Test func `connections held open do not evict idle ones`() throws {
        let server = try ScriptedServer(responding: { _ in .ok("") })
        defer { server.stop() }
        let loop = try EventLoop()
        try loop.run {
            var connections: [HTTPConnection] = []
            for _ in 0..<200 {
                let connection = try HTTPConnection(loop, url: server.url("/"), connectTimeout: .seconds(30))
                try await connection.exchange(
                    HTTPConnectionRequest("GET", "/", fields: HTTPFieldLines([])),
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
