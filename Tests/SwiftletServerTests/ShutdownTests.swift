import Swiftlet
import TestSupport
import Testing

@testable import SwiftletServer

/// The shutdown of a server.
@Suite(.timeLimit(.minutes(2))) struct ShutdownTests {
    @Test func `a request in flight receives its response, and then the app is shut down`() async throws {
        let probe = Probe()
        try await TestServer.with(probe.app(), .testing { $0.gracePeriod = .seconds(60) }) { (server) async throws in
            let connection = try RawConnection(port: server.port)
            await connection.send("GET /gate HTTP/1.1\r\nHost: x\r\n\r\n")
            await probe.wait(for: "at the gate")
            async let stopped: Void = server.server.stop()
            probe.release()
            #expect(await connection.read().contains("released"))
            await probe.wait(for: "shut down")
            await stopped
            #expect(throws: RawConnection.Unavailable.self) { try RawConnection(port: server.port) }
        }
    }

    @Test func `until connections are no longer accepted, the readiness check fails and responses close`() async throws
    {
        try await TestServer.with(
            Probe().app(),
            .testing { configuration in
                configuration.shutdownDelay = .seconds(2)
                configuration.gracePeriod = .seconds(4)
            }
        ) { (server) async throws in
            let connection = try RawConnection(port: server.port)
            await connection.send("GET /greeting HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(await !connection.read(until: "hello").lowercased().contains("connection: close"))
            async let stopped: Void = server.server.stop()
            while try await !server.response("GET /readyz HTTP/1.1").hasPrefix("HTTP/1.1 503") {}
            #expect(try await server.response("GET /healthz HTTP/1.1").hasPrefix("HTTP/1.1 200"))
            await connection.send("GET /greeting HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(await connection.read().lowercased().contains("connection: close"))
            await stopped
        }
    }

    @Test func `requests that outlast the grace period are cancelled`() async throws {
        let probe = Probe()
        try await TestServer.with(probe.app(), .testing { $0.gracePeriod = .milliseconds(100) }) {
            (server) async throws in
            let connection = try RawConnection(port: server.port)
            await connection.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n")
            await probe.wait(for: "waiting")
            await server.server.stop()
            await probe.wait(for: "cancelled")
            await probe.wait(for: "shut down")
        }
    }

    @Test func `a large response is sent completely`() async throws {
        try await TestServer.with(Probe().app(), .testing { $0.gracePeriod = .seconds(60) }) { (server) async throws in
            let connection = try RawConnection(port: server.port)
            await connection.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
            var text = await connection.read(until: "\r\n\r\n")
            async let stopped: Void = server.server.stop()
            text += await connection.read()
            #expect(text.utf8.count > Probe.large.count)
            await stopped
        }
    }
}
