import SwiftletServer

extension HTTPServer {
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
    ) async throws -> HTTPServer {
        do {
            return try await start(host: host, port: port, respond: respond)
        } catch let error as ServerError where error.code == .portInUse {
            let other = port < 65_535 ? port + 1 : 3000
            throw HarnessError(
                .unavailable,
                "Port \(port) on \(host) is already in use. Choose another with \(option), for example: \(option) \(other)"
            )
        } catch let error as ServerError where error.code == .permissionDenied {
            throw HarnessError(
                .unavailable,
                "Permission denied for port \(port): ports below 1024 require root privileges. Choose a higher one with \(option)."
            )
        } catch let error as ServerError where error.code == .addressUnavailable {
            throw HarnessError(
                .unavailable,
                "\(host) is not an address of this machine. Choose one with --host: 127.0.0.1, or 0.0.0.0 for all interfaces."
            )
        }
    }
}
