import Hummingbird
import Synchronization

/// The servers in front of functions, which end before the functions do.
final class ServedFunctions: Sendable {
    /// Where a server listens, for clients on this machine.
    struct Place: Sendable {
        let url: String
    }

    private struct State {
        var servers: [LocalServer] = []
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
    ///   - host: the address to listen on.
    ///   - port: the port, 0 for any that is free.
    ///   - option: what changes the port, such as `--port`.
    ///   - respond: answers a request.
    /// - Returns: where it listens.
    /// - Throws: ``HarnessError`` that says what to do if the port cannot be had.
    @discardableResult
    func serve(
        on host: String,
        _ port: Int,
        option: String,
        respond: @escaping LocalServer.Respond
    ) async throws -> Place {
        let server = try await LocalServer.start(host: host, port: port, option: option, respond: respond)
        state.withLock { $0.servers.append(server) }
        return Place(url: LocalServer.url(host: host, port: server.port))
    }

    /// Starts the Invoke API of the functions, if there is a port for it.
    ///
    /// - Returns: where it listens.
    /// - Throws: ``HarnessError`` that says what to do if the port cannot be had.
    func serveInvokeAPI(on host: String, _ port: Int?) async throws -> Place? {
        guard let port else { return nil }
        let api = InvokeAPI(host: functions, console: console, configuration: configuration)
        let place = try await serve(on: host, port, option: "--invoke-port") { request, _ in
            try await api.respond(to: request)
        }
        state.withLock { $0.invokeAPI = api }
        return place
    }

    /// Stops listening, waits until what is in flight is answered, and ends the functions.
    ///
    /// - Throws: what the app's shutdown throws.
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
