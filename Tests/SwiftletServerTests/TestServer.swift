import Logging
import Swiftlet
import SwiftletRuntime
import TestSupport

@testable import SwiftletServer

/// A server with an app, and its log.
struct TestServer: Sendable {
    let server: AppServer
    let log: Recorder

    var port: Int { server.port }

    /// Runs a test with a server on a free port.
    static func with(
        _ app: App,
        _ configuration: @autoclosure () throws -> ServerConfiguration = try .testing { _ in },
        _ body: (TestServer) async throws -> Void
    ) async throws {
        let configuration = try configuration()
        let log = Recorder()
        let output = RuntimeLogHandler.Output(format: .json, sink: LogSink { line, _, _ in log.append(line + [10]) })
        let server = try await AppServer.start(
            app,
            configuration: configuration,
            log: RuntimeLogHandler(label: "test", level: .info, output: output)
        )
        do {
            try await body(TestServer(server: server, log: log))
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    /// Sends a request on a connection of its own, and returns everything received until it is closed.
    func response(_ head: String, body: String = "") async throws -> String {
        let connection = try RawConnection(port: port)
        let length = body.isEmpty ? "" : "Content-Length: \(body.utf8.count)\r\n"
        await connection.send("\(head)\r\nHost: x\r\nConnection: close\r\n\(length)\r\n\(body)")
        return await connection.read()
    }
}

extension ServerConfiguration {
    /// A configuration with a free port, two loops, and no time for the shutdown.
    static func testing(_ change: (inout ServerConfiguration) -> Void) throws -> ServerConfiguration {
        var configuration = try ServerConfiguration()
        configuration.host = "127.0.0.1"
        configuration.port = 0
        configuration.loops = 2
        configuration.shutdownDelay = .zero
        configuration.gracePeriod = .zero
        change(&configuration)
        return configuration
    }
}
