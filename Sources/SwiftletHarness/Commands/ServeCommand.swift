internal import ArgumentParser
internal import Foundation
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import Swiftlet

/// `serve`: the app behind a local HTTP server.
struct ServeCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        let name = HarnessProgram.current?.name ?? "app"
        return CommandConfiguration(
            commandName: "serve",
            abstract: "Serve the app over HTTP on this machine.",
            discussion: """
                Each request becomes an event as the platform would deliver it, and the answer a response, so that what \
                works here works there. The app runs in this process, where breakpoints work.

                Examples:
                  \(name) serve
                  \(name) serve --port 8080 --event v1
                """
        )
    }

    @Option(help: "The port; 0 for any that is free.")
    var port: Int = 3000

    @Option(help: "The address to listen on; 0.0.0.0 for all.")
    var host: String = "127.0.0.1"

    @Option(
        help: ArgumentHelp("The shape of event: v1, v2, url, alb, alb-multi or lattice.", valueName: "shape"),
        transform: HTTPEventShape.init(option:)
    )
    var event: HTTPEventShape = .httpAPI

    @Flag(help: "Print no line for each request.")
    var quiet = false

    @Option(help: "The least important level of the log that is shown.", transform: Logger.Level.init(option:))
    var logLevel: Logger.Level = .info

    @OptionGroup var app: AppOptions

    func validate() throws {
        guard 0...65_535 ~= port else { throw ValidationError("--port must be from 0 to 65535.") }
    }

    mutating func run() async throws {
        let program = try HarnessProgram.running()
        TerminalLogHandler.show(from: logLevel)
        let app = try program.makeApp(adding: try app.environment)
        do {
            try await program.onLoop { try await app.start() }
        } catch {
            throw HarnessError(.appFailed, "The app does not start: \(error)")
        }
        let server = makeServer(app, program)
        do {
            // Ends after SIGINT or SIGTERM, when what is in flight has been answered.
            try await server.runService()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw HarnessError(
                .unavailable,
                "Port \(port) on \(host) is taken. Choose another with --port, for example: "
                    + "\(program.name) serve --port \(port < 65_535 ? port + 1 : 3000)"
            )
        } catch let error as IOError where error.errnoCode == EACCES {
            throw HarnessError(.unavailable, "Port \(port) needs more rights. Choose one above 1023 with --port.")
        }
        program.console.errors.print("Stopped.")
        try await program.onLoop { try await app.shutdown() }
    }

    private func makeServer(
        _ app: App,
        _ program: HarnessProgram
    ) -> Application<CallbackResponder<ConnectionContext>> {
        let console = program.console.errors
        let gateway = EventGateway(app, shape: event, program: program)
        let responder = GatewayResponder(gateway: gateway, console: console, isQuiet: quiet)
        let shape = event
        let host = host
        return LocalServer.application(host: host, port: port) { request, connection in
            try await responder.respond(to: request, connection)
        } onRunning: { port in
            let name = host.contains(":") ? "[\(host)]" : host == "0.0.0.0" ? "127.0.0.1" : host
            let banner = ServeBanner(app: app, name: program.name, url: "http://\(name):\(port)", shape: shape)
            for line in banner.lines(on: console) {
                console.print(line)
            }
        }
    }
}
