import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// An HTTP server that runs in the background until it is stopped.
struct LocalServer: Sendable {
    typealias Respond = @Sendable (Hummingbird.Request, ConnectionContext) async throws -> Hummingbird.Response

    /// The port that the server listens on.
    let port: Int
    private let group: ServiceGroup
    private let running: Task<Void, any Error>

    /// Starts the server.
    ///
    /// - Parameters:
    ///   - host: The address to listen on.
    ///   - port: The port; 0 selects a free port.
    ///   - respond: The request handler.
    /// - Returns: The listening server.
    /// - Throws: An error if binding the port fails.
    static func start(
        host: String = "127.0.0.1",
        port: Int = 0,
        respond: @escaping Respond
    ) async throws -> LocalServer {
        let (ports, announce) = AsyncThrowingStream<Int, any Error>.makeStream()
        let server = application(host: host, port: port, respond: respond) { announce.yield($0) }
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
        for try await port in ports {
            return LocalServer(port: port, group: group, running: running)
        }
        throw HarnessError(.unavailable, "The server exited before it was listening.")
    }

    /// Starts the server, with error messages for the user of the CLI.
    ///
    /// - Parameters:
    ///   - host: The address to listen on.
    ///   - port: The port; 0 selects a free port.
    ///   - option: The command-line option for the port, such as `--port`.
    ///   - respond: The request handler.
    /// - Returns: The listening server.
    /// - Throws: ``HarnessError`` with a suggestion if the server cannot listen on the port.
    static func start(
        host: String,
        port: Int,
        option: String,
        respond: @escaping Respond
    ) async throws -> LocalServer {
        do {
            return try await start(host: host, port: port, respond: respond)
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            let other = port < 65_535 ? port + 1 : 3000
            throw HarnessError(
                .unavailable,
                "Port \(port) on \(host) is already in use. Choose another with \(option), for example: \(option) \(other)"
            )
        } catch let error as IOError where error.errnoCode == EACCES {
            throw HarnessError(
                .unavailable,
                "Permission denied for port \(port): ports below 1024 require root privileges. Choose a higher one with \(option)."
            )
        } catch let error as IOError where error.errnoCode == EADDRNOTAVAIL {
            throw HarnessError(
                .unavailable,
                "\(host) is not an address of this machine. Choose one with --host: 127.0.0.1, or 0.0.0.0 for all interfaces."
            )
        }
    }

    /// The URL for clients on this machine of a server that listens on an address.
    static func url(host: String, port: Int) -> String {
        "http://\(authority(host: host, port: port))"
    }

    /// The URL's authority: `host:port`.
    static func authority(host: String, port: Int) -> String {
        let name = host == "0.0.0.0" ? "127.0.0.1" : host == "::" ? "[::1]" : host.contains(":") ? "[\(host)]" : host
        return "\(name):\(port)"
    }

    /// Stops accepting connections and waits until all pending requests are finished.
    ///
    /// There is no forced shutdown: SwiftNIO crashes if a server is cancelled while it accepts a connection.
    func stop() async {
        await group.triggerGracefulShutdown()
        _ = await running.result
    }

    private static func application(
        host: String,
        port: Int,
        respond: @escaping Respond,
        onRunning: @escaping @Sendable (_ port: Int) -> Void
    ) -> Application<CallbackResponder<ConnectionContext>> {
        Application(
            responder: CallbackResponder(callback: respond),
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [ConnectionWatch()],
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: HTTP1Rules.maximumHeaderBytes,
                        maxHeaderListSize: HTTP1Rules.maximumHeaderBytes
                    )
                )
            ),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
            onServerRunning: { channel in onRunning(channel.localAddress?.port ?? port) },
            logger: Logger(label: "server") { _ in SwiftLogNoOpLogHandler() }
        )
    }
}
