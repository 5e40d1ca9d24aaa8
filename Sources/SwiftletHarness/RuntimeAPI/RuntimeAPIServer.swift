import Foundation

/// The runtime API of one function process over HTTP, on a loopback port of its own.
struct RuntimeAPIServer: Sendable {
    private let server: LocalServer

    /// The value of `AWS_LAMBDA_RUNTIME_API`.
    var address: String { "127.0.0.1:\(server.port)" }

    /// Starts to listen.
    ///
    /// - Parameters:
    ///   - api: what the calls go to.
    ///   - functionName: the function's name, for extensions.
    ///   - handler: its handler, for extensions.
    /// - Returns: the server, which listens.
    /// - Throws: what binding a port throws.
    static func start(
        _ api: RuntimeAPI,
        functionName: String = "function",
        handler: String = "app"
    ) async throws -> RuntimeAPIServer {
        let calls = RuntimeAPICalls(
            api: api,
            replacesFailedStarts: true,
            functionName: functionName,
            handler: handler
        )
        return RuntimeAPIServer(
            server: try await LocalServer.start { request, context in
                try await calls.respond(to: request, context)
            }
        )
    }

    /// Stops listening in a while, now that the process has ended.
    ///
    /// Not at once: SwiftNIO ends the program if a connection arrives in the moment of a
    /// [server's end](https://github.com/apple/swift-nio/issues/2637), and the last call of the process may still be on
    /// its way. Nor can the server serve another process, which would be taken for the first by that call.
    func retire() {
        Task.detached { [server] in
            try await Task.sleep(for: .seconds(1))
            await server.stop()
        }
    }
}
