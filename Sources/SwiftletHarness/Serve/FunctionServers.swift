import SwiftletEmulator
import SwiftletGateway
import SwiftletServer
import Synchronization

/// The servers of a function host, which stop before the host does.
final class FunctionServers: Sendable {
    /// The address that a server listens on, for clients on this machine.
    struct Address: Sendable {
        let url: String
        let port: Int
    }

    private struct State {
        var servers: [HTTPServer] = []
        var invokeAPI: InvokeAPI?
    }

    private let functions: any FunctionHost
    private let console: Console.Stream
    private let configuration: FunctionConfiguration
    private let state = Mutex(State())

    init(
        functions: any FunctionHost,
        console: Console.Stream,
        configuration: FunctionConfiguration = FunctionConfiguration()
    ) {
        self.functions = functions
        self.console = console
        self.configuration = configuration
    }

    /// Starts a server.
    ///
    /// - Parameters:
    ///   - host: The address to listen on.
    ///   - port: The port; 0 selects a free port.
    ///   - option: The command-line option for the port, such as `--port`.
    ///   - respond: The request handler.
    /// - Returns: The server's address.
    /// - Throws: ``HarnessError`` with a suggestion if the server cannot listen on the port.
    @discardableResult
    func serve(
        on host: String,
        _ port: Int,
        option: String,
        respond: @escaping HTTPServer.Respond
    ) async throws -> Address {
        let server = try await HTTPServer.start(host: host, port: port, option: option, respond: respond)
        state.withLock { $0.servers.append(server) }
        return Address(url: HTTPServer.url(host: host, port: server.port), port: server.port)
    }

    /// Starts the Invoke API if a port is specified.
    ///
    /// - Returns: The server's address.
    /// - Throws: ``HarnessError`` with a suggestion if the server cannot listen on the port.
    func serveInvokeAPI(on host: String, _ port: Int?) async throws -> Address? {
        guard let port else { return nil }
        let api = InvokeAPI(host: functions, log: console.log, configuration: configuration)
        let address = try await serve(on: host, port, option: "--invoke-port") { request, _ in
            try await api.respond(to: request)
        }
        state.withLock { $0.invokeAPI = api }
        return address
    }

    /// Stops the servers, waits for pending requests, and then stops the function host.
    ///
    /// - Throws: An error if the app fails to shut down.
    func stop() async throws {
        let ended = self.state.withLock { state in
            defer { state = State() }
            return state
        }
        await withTaskGroup { group in
            for server in ended.servers {
                group.addTask { await server.stop() }
            }
        }
        await ended.invokeAPI?.finish()
        try await functions.stop()
    }
}
