import Swiftlet
import SwiftletGateway

/// The console of `serve`: the journal of its invocations, and the gateway with the page.
struct ServeConsole {
    let journal: InvocationJournal
    let access: ConsoleAccess
    private let app: App
    private let variables: [String: String]

    /// - Parameters:
    ///   - app: The app.
    ///   - host: The address that the server listens on.
    ///   - variables: The environment of the app.
    ///   - file: What earlier processes of a watched app have kept; `nil` if the app is not watched.
    init(_ app: App, listeningOn host: String, variables: [String: String], file: ConsoleFile? = nil) {
        var generator = SystemRandomNumberGenerator()
        self.app = app
        self.variables = variables
        access = file.map { ConsoleAccess(token: $0.token) } ?? ConsoleAccess(listeningOn: host, using: &generator)
        journal = InvocationJournal(file: file)
    }

    /// Returns a function host that enters the invocations of another one in the journal.
    func observing(_ functions: any FunctionHost, inProcesses: Bool) -> any FunctionHost {
        JournalHost(host: functions, journal: journal, readsOutput: inProcesses)
    }

    /// Returns a gateway that adds the console to another one.
    func gateway(
        adding gateway: any RequestGateway,
        to functions: any FunctionHost,
        server: ConsoleAPI.Server
    ) -> any RequestGateway {
        let api = ConsoleAPI(
            app: app,
            host: functions,
            gateway: gateway,
            journal: journal,
            server: server,
            variables: variables
        )
        return ConsoleGateway(gateway: gateway, api: api, access: access)
    }

    /// The URL of the page, with the token if it needs one.
    func url(of server: String) -> String {
        server + ConsolePage.path + (access.token.map { "?\(ConsoleAccess.parameter)=\($0)" } ?? "")
    }
}
