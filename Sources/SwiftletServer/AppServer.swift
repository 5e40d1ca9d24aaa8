import Logging
package import Swiftlet
import SwiftletIO
package import SwiftletRuntime

/// An HTTP server with an app, from its start to its graceful shutdown.
package final class AppServer: Sendable {
    private let server: HTTPServer
    private let responder: AppResponder
    private let configuration: ServerConfiguration
    private let logger: Logger

    private init(
        _ server: HTTPServer,
        _ responder: AppResponder,
        _ configuration: ServerConfiguration,
        _ logger: Logger
    ) {
        self.server = server
        self.responder = responder
        self.configuration = configuration
        self.logger = logger
    }

    /// The port that the server listens on.
    package var port: Int { server.port }

    /// Starts an app, and then listens.
    ///
    /// - Parameters:
    ///   - app: The app; each event loop has a copy with its own instances of dependencies.
    ///   - configuration: The configuration of the server.
    ///   - log: The log of requests.
    /// - Returns: The listening server.
    /// - Throws: ``Swiftlet/AppError`` if the app is invalid, the error of a dependency, or ``ServerError`` if binding the port
    ///   fails.
    package static func start(
        _ app: App,
        configuration: ServerConfiguration,
        log: RuntimeLogHandler
    ) async throws -> AppServer {
        let logger = Logger(label: "swiftlet.server") { _ in log }
        // Throws if two event handlers match the same events.
        _ = try app.handler(named: "app")
        let instances = try await AppInstances.start(app, count: configuration.loops)
        do {
            let responder = AppResponder(instances, configuration: configuration, log: log)
            var limits = configuration.connections
            limits.maximumBodyBytes = responder.bodyLimit
            let server = try await HTTPServer.start(
                host: configuration.host,
                port: configuration.port,
                limits: limits
            ) { try await responder.respond(to: $0, $1) }
            logger.info(
                "Listening on \(HTTPServer.authority(host: configuration.host, port: server.port)).",
                metadata: ["loops": "\(configuration.loops)"]
            )
            for path in responder.shadowedPaths {
                logger.notice("The app has a route at \(path), which replaces that of the server.")
            }
            if let path = responder.events?.path {
                logger.info("CloudEvents are accepted at POST \(path), without authentication.")
            }
            return AppServer(server, responder, configuration, logger)
        } catch {
            await instances.shutdown(logger)
            throw error
        }
    }

    /// Shuts down gracefully.
    ///
    /// The readiness check fails immediately, and responses close their connections, so that clients and load balancers use another
    /// server. After ``ServerConfiguration/shutdownDelay``, no connections are accepted. Requests in flight that take longer
    /// than ``ServerConfiguration/gracePeriod`` are cancelled. Then the app is shut down.
    package func stop() async {
        let start = ContinuousClock.now
        responder.drain()
        logger.info("Shutting down: waiting for the requests in flight.")
        let loop = EventLoop.preferred
        try? await loop.sleep(for: min(configuration.shutdownDelay, configuration.gracePeriod))
        let remaining = configuration.gracePeriod - start.duration(to: .now)
        let cancellation = Task(executorPreference: loop) { [responder, logger] in
            try await loop.sleep(for: max(.zero, remaining))
            logger.warning("The grace period has ended: cancelling the requests in flight.")
            responder.cancelRequests()
        }
        // Cancelled handlers can still send their responses.
        await loop.run(for: max(.zero, remaining) + Self.cancellationTime) { [server, responder] in
            await server.stop()
            await responder.waitUntilIdle()
        }
        cancellation.cancel()
        await responder.shutdown()
        logger.info("Stopped.")
    }

    /// The time that cancelled requests have to end.
    private static let cancellationTime: Duration = .seconds(1)
}
