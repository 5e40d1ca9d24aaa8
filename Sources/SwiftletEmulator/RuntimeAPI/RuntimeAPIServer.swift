import Foundation
import SwiftletServer

/// An HTTP server for the runtime API of one function process, on a loopback port.
struct RuntimeAPIServer: Sendable {
    private let server: HTTPServer

    /// The value of `AWS_LAMBDA_RUNTIME_API`.
    var address: String { "127.0.0.1:\(server.port)" }

    /// Starts the server.
    ///
    /// - Parameters:
    ///   - api: The runtime API.
    ///   - functionName: The function's name, for extensions.
    ///   - handler: The function's handler, for extensions.
    ///   - restores: Whether the process is restored from a snapshot, as soon as it asks for it.
    /// - Returns: The listening server.
    /// - Throws: An error if binding a port fails.
    static func start(
        _ api: RuntimeAPI,
        functionName: String = "function",
        handler: String = "app",
        restores: Bool = false
    ) async throws -> RuntimeAPIServer {
        let routes = RuntimeAPIRoutes(
            api: api,
            replacesFailedStarts: true,
            functionName: functionName,
            handler: handler,
            restores: restores
        )
        return RuntimeAPIServer(
            server: try await HTTPServer.start { request, context in
                try await routes.respond(to: request, context)
            }
        )
    }

    /// Stops the server with a delay, after the process has exited.
    ///
    /// SwiftNIO crashes if a connection arrives while a [server is closed](https://github.com/apple/swift-nio/issues/2637), and
    /// the last request of the process may still be in transit. The server cannot be reused for another process, which that
    /// request would be attributed to.
    func retire() {
        Task.detached { [server] in
            try await Task.sleep(for: .seconds(1))
            await server.stop()
        }
    }
}
