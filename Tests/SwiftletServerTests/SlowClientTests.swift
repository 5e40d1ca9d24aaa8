import Swiftlet
import TestSupport
import Testing

@testable import SwiftletServer

/// Connections of clients that are slow or idle.
@Suite(.timeLimit(.minutes(2))) struct SlowClientTests {
    private let timeout = Duration.milliseconds(200)

    @Test func `a header that is not received in time is rejected with 408`() async throws {
        try await TestServer.with(Probe().app(), .testing { $0.connections.headerTimeout = timeout }) {
            (server) async throws in
            let connection = try RawConnection(port: server.port)
            await connection.send("GET /greeting HTTP/1.1\r\nHo")
            #expect(await connection.read().hasPrefix("HTTP/1.1 408"))
        }
    }

    @Test func `a body that is not received in time is rejected with 408`() async throws {
        try await TestServer.with(Probe().app(), .testing { $0.connections.readTimeout = timeout }) {
            (server) async throws in
            let connection = try RawConnection(port: server.port)
            await connection.send("POST /size HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na")
            #expect(await connection.read().hasPrefix("HTTP/1.1 408"))
        }
    }

    @Test func `a handler may take longer than a request`() async throws {
        let probe = Probe()
        try await TestServer.with(
            probe.app(),
            .testing { configuration in
                configuration.connections.headerTimeout = timeout
                configuration.connections.readTimeout = timeout
                configuration.connections.idleTimeout = timeout
            }
        ) { (server) async throws in
            let connection = try RawConnection(port: server.port)
            await connection.send("GET /gate HTTP/1.1\r\nHost: x\r\n\r\n")
            await probe.wait(for: "at the gate")
            try await Task.sleep(for: timeout * 2)
            probe.release()
            #expect(await connection.read(until: "released").hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test func `an idle connection is closed`() async throws {
        try await TestServer.with(Probe().app(), .testing { $0.connections.idleTimeout = timeout }) {
            (server) async throws in
            let connection = try RawConnection(port: server.port)
            await connection.send("GET /greeting HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(await connection.read().hasSuffix("hello"))
        }
    }

    @Test func `a client that does not read the response is disconnected`() async throws {
        let probe = Probe()
        try await TestServer.with(probe.app(), .testing { $0.connections.readTimeout = timeout }) {
            (server) async throws in
            let connection = try RawConnection(port: server.port)
            await connection.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
            // Only once the response is being sent, since a debug build needs a while for it.
            let start = await connection.read(until: "aaaa")
            try await Task.sleep(for: timeout * 10)
            let rest = await connection.read()
            #expect(start.utf8.count + rest.utf8.count < Probe.large.count)
        }
    }

    @Test func `a header that is too large is rejected with 431`() async throws {
        try await TestServer.with(Probe().app()) { (server) async throws in
            let large = String(repeating: "a", count: 70_000)
            #expect(try await server.response("GET /greeting HTTP/1.1\r\nX-Large: \(large)").hasPrefix("HTTP/1.1 431"))
        }
    }

    @Test func `further connections wait until one is closed`() async throws {
        let probe = Probe()
        try await TestServer.with(probe.app(), .testing { $0.connections.maximumCount = 1 }) { (server) async throws in
            let first = try RawConnection(port: server.port)
            await first.send("GET /gate HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            await probe.wait(for: "at the gate")
            async let second = server.response("GET /greeting HTTP/1.1")
            probe.release()
            #expect(await first.read().hasSuffix("released"))
            first.finishSending()
            #expect(try await second.hasSuffix("hello"))
        }
    }
}
