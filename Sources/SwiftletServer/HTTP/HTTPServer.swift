import Foundation
package import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// An HTTP server that runs in the background until it is stopped.
package struct HTTPServer: Sendable {
    package typealias Respond = @Sendable (Hummingbird.Request, ConnectionContext) async throws -> Hummingbird.Response

    /// The port that the server listens on.
    package let port: Int
    private let group: ServiceGroup
    private let running: Task<Void, any Error>

    /// Starts the server.
    ///
    /// - Parameters:
    ///   - host: The address to listen on.
    ///   - port: The port; 0 selects a free port.
    ///   - limits: The limits of connections.
    ///   - respond: The request handler.
    /// - Returns: The listening server.
    /// - Throws: ``ServerError`` if binding the port fails.
    package static func start(
        host: String = "127.0.0.1",
        port: Int = 0,
        limits: ConnectionLimits = .local,
        respond: @escaping Respond
    ) async throws -> HTTPServer {
        let (ports, announce) = AsyncThrowingStream<Int, any Error>.makeStream()
        let server = application(host: host, port: port, limits: limits, respond: respond) { announce.yield($0) }
        // No signal handling: the server stops only in ``stop()``.
        let group = ServiceGroup(configuration: .init(services: [server], logger: server.logger))
        // Detached: a server that is started while another one handles a request would otherwise inherit that server's
        // graceful shutdown, a task-local value.
        let running = Task.detached {
            do {
                try await group.run()
                announce.finish()
            } catch {
                announce.finish(throwing: error)
                throw error
            }
        }
        do {
            for try await port in ports {
                return HTTPServer(port: port, group: group, running: running)
            }
        } catch let error as IOError {
            throw serverError(error, host: host, port: port)
        }
        throw ServerError(.notListening, "The server exited before it was listening.")
    }

    /// The URL for clients on this machine of a server that listens on an address.
    package static func url(host: String, port: Int) -> String {
        "http://\(authority(host: host, port: port))"
    }

    /// The URL's authority: `host:port`.
    package static func authority(host: String, port: Int) -> String {
        let name = host == "0.0.0.0" ? "127.0.0.1" : host == "::" ? "[::1]" : host.contains(":") ? "[\(host)]" : host
        return "\(name):\(port)"
    }

    /// Stops accepting connections and waits until all pending requests are finished.
    ///
    /// There is no forced shutdown: SwiftNIO crashes if a server is cancelled while it accepts a connection.
    package func stop() async {
        await group.triggerGracefulShutdown()
        _ = await running.result
    }

    /// Checks that a server can listen on a port of this machine.
    ///
    /// - Throws: ``ServerError`` if it cannot.
    package static func check(port: Int) async throws {
        let server = try await start(port: port) { _, _ in Hummingbird.Response(status: .ok) }
        await server.stop()
    }

    private static func serverError(_ error: IOError, host: String, port: Int) -> any Error {
        switch error.errnoCode {
        case EADDRINUSE: ServerError(.portInUse, "Port \(port) on \(host) is already in use.")
        case EACCES: ServerError(.permissionDenied, "Permission denied for port \(port) on \(host).")
        case EADDRNOTAVAIL: ServerError(.addressUnavailable, "\(host) is not an address of this machine.")
        default: error
        }
    }

    private static func application(
        host: String,
        port: Int,
        limits: ConnectionLimits,
        respond: @escaping Respond,
        onRunning: @escaping @Sendable (_ port: Int) -> Void
    ) -> Application<CallbackResponder<ConnectionContext>> {
        let logger = Logger(label: "server") { _ in SwiftLogNoOpLogHandler() }
        return Application(
            responder: CallbackResponder(callback: respond),
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [ConnectionWatch(limits: limits)],
                    idleTimeout: limits.idleTimeout.map { TimeAmount($0) },
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: limits.maximumHeaderBytes,
                        maxHeaderListSize: limits.maximumHeaderBytes
                    )
                )
            ),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port),
                availableConnectionsDelegate: limits.maximumCount.map { .maximum($0, logger: logger) }
            ),
            onServerRunning: { channel in onRunning(channel.localAddress?.port ?? port) },
            logger: logger
        )
    }
}
