import ArgumentParser
import Logging
import Swiftlet
import SwiftletEmulator
import SwiftletFixtures
import SwiftletGateway
import SwiftletRuntime

/// `serve`: a local HTTP server for the app.
struct ServeCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        let name = HarnessCLI.current?.name ?? "app"
        return CommandConfiguration(
            commandName: "serve",
            abstract: "Serve the app over HTTP on this machine.",
            discussion: """
                Each request is converted to an event as AWS delivers it, and the result to an HTTP response, with the \
                limits of the deployed service. The app runs in this process, so breakpoints work; with --through it runs in \
                processes of the function binary as in production: one event at a time each, terminated on timeout, \
                restarted after a crash.

                Responses are buffered, with the size limits of each event shape. --stream emulates a function URL whose \
                invoke mode is RESPONSE_STREAM (--event url), or a REST API whose response transfer mode is STREAM (--event v1).

                With --invoke-port, the AWS SDKs and the AWS CLI can invoke the app as the function "app", and each of its \
                handlers by name.

                With --record, each request and its response are written to a folder as a fixture for replay. Values from a \
                response that a later request uses, such as a token or an id, are saved; secrets are omitted. \
                The app gets the environment of a replay, including a database of its own, unless one of its variables \
                is set.

                /_swiftlet shows each invocation with its request, event, response, log and database queries, sends \
                requests and events, and saves them as event files. On an address other than loopback it requires the \
                token of the URL that is printed.

                With --watch, the app runs in a process of its own, which is replaced after each change of the sources or of \
                the .env file. Requests go to the previous process until the next one is ready.

                Examples:
                  \(name) serve
                  \(name) serve --watch
                  \(name) serve --port 8080 --event v1
                  \(name) serve --event url --stream
                  \(name) serve --through .build/release/bootstrap --instances 4 --timeout 10
                  \(name) serve --invoke-port 9001
                  \(name) serve --record events/mine
                """
        )
    }

    @Option(help: "The port; 0 selects a free port.")
    var port: Int = 3000

    @Option(help: "The address to listen on; 0.0.0.0 for all interfaces.")
    var host: String = "127.0.0.1"

    @Option(
        help: ArgumentHelp(
            "The event shape: v1, v2, url, alb, alb-multi, lattice or lattice-v1.",
            valueName: "shape"
        ),
        transform: HTTPEventShape.init(option:)
    )
    var event: HTTPEventShape = .httpAPI

    @Flag(help: "Stream responses; requires --event url or v1.")
    var stream = false

    @Option(help: ArgumentHelp("Serve the Invoke API on this port, too; 0 selects a free port.", valueName: "port"))
    var invokePort: Int?

    @Option(
        help: ArgumentHelp("Record each request and its response in this folder as a fixture.", valueName: "folder")
    )
    var record: String?

    @OptionGroup var watching: WatchOptions

    @OptionGroup(title: "Function processes") var through: ThroughOptions
    @OptionGroup(title: "Function processes") var processes: ProcessOptions

    @Flag(help: "Do not serve the console at /_swiftlet.")
    var noConsole = false

    @Flag(help: "Do not log requests.")
    var quiet = false

    @Option(
        help: "The minimum log level; with --through, AWS_LAMBDA_LOG_LEVEL overrides it.",
        transform: Logger.Level.init(option:)
    )
    var logLevel: Logger.Level = .info

    @OptionGroup var app: AppOptions

    func validate() throws {
        guard 0...65_535 ~= port else { throw ValidationError("--port must be from 0 to 65535.") }
        guard 0...65_535 ~= invokePort ?? 0 else { throw ValidationError("--invoke-port must be from 0 to 65535.") }
        guard !stream || event.canStream else {
            throw ValidationError(
                "--stream requires --event url or v1: \(GatewayLimits(event).service) buffers every response."
            )
        }
        guard through.through != nil || !processes.isGiven else {
            throw ValidationError("--instances, --concurrency and --memory require --through.")
        }
        if watching.watch { try validateWatch() }
    }

    private func validateWatch() throws {
        guard through.through == nil else {
            throw ValidationError("--watch builds the CLI, not the function binary: remove --through.")
        }
        guard record == nil else {
            throw ValidationError("A recording requires one process from start to end: remove --watch or --record.")
        }
        guard invokePort == nil else {
            throw ValidationError("--watch forwards HTTP requests only: remove --invoke-port.")
        }
    }

    mutating func run() async throws {
        let cli = try HarnessCLI.running()
        TerminalLogHandler.show(from: logLevel)
        if watching.watch {
            return try await WatchSession(cli, host: host, port: port, hasConsole: !noConsole).run()
        }
        let environment = try app.environment
        guard record != nil || through.through != nil else { return try await serve(cli, environment) }
        try await ScratchFolder.with { scratch in
            // Use the replay environment unless the user has set one of its variables: the first user of a recording must not
            // end up in their database. Processes need it as well, since they run as deployed and have no default settings.
            let scenario = cli.scenarioEnvironment(scratch)
            let isSet = scenario.keys.contains { cli.environment[$0] != nil || environment[$0] != nil }
            if !isSet, !scenario.isEmpty {
                let names = scenario.keys.sorted().joined(separator: ", ")
                let notice = "None of \(names) is set: using temporary values that are discarded on exit."
                cli.console.errors.print(notice)
            }
            try await serve(cli, isSet ? environment : scenario.merging(environment) { $1 })
        }
    }

    private func serve(_ cli: HarnessCLI, _ environment: [String: String]) async throws {
        if !noConsole { StatementLog.enable() }
        let app = try cli.makeApp(adding: environment)
        let variables = cli.environment.merging(environment) { $1 }
        let file = try watching.consoleFile.map { try ConsoleFile(path: $0) }
        let page = noConsole ? nil : ServeConsole(app, listeningOn: host, variables: variables, file: file)
        let recorder = try record.map { folder in
            try FixtureRecorder(
                app,
                shape: event,
                folder: folder,
                variables: variables,
                console: cli.console.errors
            )
        }
        let runner = try await makeHost(app, cli: cli, environment: environment)
        let functions = page?.observing(runner, inProcesses: through.through != nil) ?? runner
        let console = cli.console.errors
        let servers = FunctionServers(functions: functions, console: console, configuration: configuration)
        try await Interruption.afterFirst { untilInterrupted in
            do {
                let gateway = EventGateway(functions, shape: event, streams: stream)
                let recording: (any RequestGateway)? = recorder.map {
                    RecordingGateway(gateway: gateway, recorder: $0)
                }
                let invoke = try await servers.serveInvokeAPI(on: host, invokePort)
                var server = ConsoleAPI.Server(name: cli.name, shape: event, streams: stream)
                server.program = through.through
                server.invokeURL = invoke?.url
                let served = page?.gateway(adding: recording ?? gateway, to: functions, server: server)
                let log = ServeLog(console: console, isQuiet: quiet)
                let responder = GatewayResponder(gateway: served ?? recording ?? gateway, onResponse: log.print)
                let (host, port) = watching.watchedAt == nil ? (host, port) : ("127.0.0.1", 0)
                let address = try await servers.serve(on: host, port, option: "--port") { received, connection in
                    let (request, client) = watching.received(received)
                    return try await responder.respond(to: request, connection, client: client)
                }
                let url = watching.watchedAt ?? address.url
                var banner = ServeBanner(app: app, name: cli.name, url: url, shape: event)
                banner.streams = stream
                banner.program = through.through.map { "\($0) (\(processes.summary))" }
                banner.invokeURL = invoke?.url
                banner.consoleURL = page?.url(of: url)
                banner.recordFolder = record
                for line in watching.restarted ? [] : banner.lines(on: console) {
                    console.print(line)
                }
                if watching.watchedAt != nil { console.print(ReadyLine(port: address.port).text) }
                await untilInterrupted()
            } catch {
                page?.journal.close()
                try? await servers.stop()
                throw error
            }
            page?.journal.close()
            let isQuiet = watching.watchedAt != nil
            if !isQuiet {
                console.print("Shutting down after the requests in flight; press Ctrl-C again to stop immediately.")
            }
            try await servers.stop()
            if !isQuiet { console.print("Stopped.") }
            if let recorder {
                let folder = recorder.folder
                console.print("Recorded \(recorder.count) requests: \(cli.name) replay \(folder)")
            }
        }
    }

    /// The configuration that the Invoke API reports for each function.
    private var configuration: FunctionConfiguration {
        guard through.through != nil else { return FunctionConfiguration() }
        return FunctionConfiguration(
            timeout: through.timeout,
            memorySize: processes.memory ?? ProcessOptions.defaultMemory
        )
    }

    private func makeHost(
        _ app: App,
        cli: HarnessCLI,
        environment: [String: String]
    ) async throws -> any FunctionHost {
        guard let path = through.through else {
            do {
                try await cli.onLoop { try await app.start() }
            } catch {
                throw HarnessError(.appFailed, "The app failed to start: \(error)")
            }
            return AppHost(app, name: cli.name, loop: cli.loop)
        }
        let defaults = [
            EnvironmentKey.invokeMode: stream ? "RESPONSE_STREAM" : "BUFFERED",
            EnvironmentKey.logLevel: "\(logLevel.platformName)",
        ]
        var launch = FunctionProcess.Launch(
            program: try ProcessTarget.locate(path),
            handler: "app",
            environment: defaults.merging(cli.environment) { $1 }.merging(environment) { $1 },
            timeout: .seconds(through.timeout)
        )
        launch.log = cli.console.errors.log
        launch.reportsInvocations = !quiet
        launch.concurrency = processes.concurrency ?? 1
        launch.memorySize = processes.memory ?? ProcessOptions.defaultMemory
        return ProcessHost(
            launch,
            functionNames: app.handlerNames,
            instances: processes.instances ?? ProcessOptions.defaultInstances
        )
    }
}
