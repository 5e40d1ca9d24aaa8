import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// An HTTP server for one purpose, in the background until it is stopped.
struct LocalServer: Sendable {
    typealias Respond = @Sendable (Hummingbird.Request, ConnectionContext) async throws -> Hummingbird.Response

    /// The port it listens on.
    let port: Int
    private let group: ServiceGroup
    private let running: Task<Void, any Error>

    /// Starts to listen.
    ///
    /// - Parameters:
    ///   - host: the address to listen on.
    ///   - port: the port, 0 for any that is free.
    ///   - respond: answers a request.
    /// - Returns: the server, which listens.
    /// - Throws: what binding the port throws.
    static func start(
        host: String = "127.0.0.1",
        port: Int = 0,
        respond: @escaping Respond
    ) async throws -> LocalServer {
        let (ports, announce) = AsyncThrowingStream<Int, any Error>.makeStream()
        let server = application(host: host, port: port, respond: respond) { announce.yield($0) }
        // No signals: a server in the background stops on ``stop()`` only.
        let group = ServiceGroup(configuration: .init(services: [server], logger: server.logger))
        // Detached: a server that is started while another handles a request would inherit, as a task-local value, the
        // graceful shutdown of that other one.
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
        throw HarnessError(.unavailable, "The server ended before it listened on a port.")
    }

    /// Starts to listen where the user says.
    ///
    /// - Parameters:
    ///   - host: the address to listen on.
    ///   - port: the port, 0 for any that is free.
    ///   - option: what changes the port, such as `--port`.
    ///   - respond: answers a request.
    /// - Returns: the server, which listens.
    /// - Throws: ``HarnessError`` that says what to do if the port cannot be had.
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
                "Permission denied for port \(port): ports below 1024 need root. Choose a higher one with \(option)."
            )
        } catch let error as IOError where error.errnoCode == EADDRNOTAVAIL {
            throw HarnessError(
                .unavailable,
                "\(host) is not an address of this machine. Choose one with --host: 127.0.0.1, or 0.0.0.0 for all."
            )
        }
    }

    /// Where a client on this machine finds a server that listens on an address.
    static func url(host: String, port: Int) -> String {
        "http://\(authority(host: host, port: port))"
    }

    /// The same without the scheme.
    static func authority(host: String, port: Int) -> String {
        let name = host == "0.0.0.0" ? "127.0.0.1" : host == "::" ? "[::1]" : host.contains(":") ? "[\(host)]" : host
        return "\(name):\(port)"
    }

    /// Stops listening, and waits until what is in flight is answered.
    ///
    /// There is no harder way: SwiftNIO ends the program if a server is cancelled while a connection arrives.
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
