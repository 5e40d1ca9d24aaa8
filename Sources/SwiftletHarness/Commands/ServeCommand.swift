internal import ArgumentParser
internal import Logging
internal import Swiftlet
internal import SwiftletRuntime

/// `serve`: the app behind a local HTTP server.
struct ServeCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        let name = HarnessProgram.current?.name ?? "app"
        return CommandConfiguration(
            commandName: "serve",
            abstract: "Serve the app over HTTP on this machine.",
            discussion: """
                Each request becomes an event as the platform would deliver it, and the answer a response, so that what \
                works here works there. The app runs in this process, where breakpoints work; or with --through in \
                processes of the deployable program, as it will when it is deployed: one event at a time each, ended if \
                it takes too long, started again after a crash.

                Responses are buffered, with the size limits of each shape; --stream is a function URL whose invoke mode is \
                RESPONSE_STREAM (--event url), or a REST API whose response transfer mode is STREAM (--event v1).

                With --invoke-port the platform's SDKs and command line can invoke the app, as the function "app", and \
                each of its handlers by its name.

                With --record each request and its answer become a fixture of the folder, which replay then passes: \
                what an answer gives and a later request uses, such as a token or an id, is saved; secrets are left \
                out. The app finds in its environment what it finds in a replay, above all a database of its own, \
                unless one of those variables is set.

                Examples:
                  \(name) serve
                  \(name) serve --port 8080 --event v1
                  \(name) serve --event url --stream
                  \(name) serve --through .build/release/bootstrap --instances 4 --timeout 10
                  \(name) serve --invoke-port 9001
                  \(name) serve --record events/mine
                """
        )
    }

    @Option(help: "The port; 0 for any that is free.")
    var port: Int = 3000

    @Option(help: "The address to listen on; 0.0.0.0 for all.")
    var host: String = "127.0.0.1"

    @Option(
        help: ArgumentHelp(
            "The shape of event: v1, v2, url, alb, alb-multi, lattice or lattice-v1.",
            valueName: "shape"
        ),
        transform: HTTPEventShape.init(option:)
    )
    var event: HTTPEventShape = .httpAPI

    @Flag(help: "Stream responses, as a function URL or a REST API can be set to: with --event url or v1 only.")
    var stream = false

    @Option(help: ArgumentHelp("Also serve the Invoke API, on this port; 0 for any that is free.", valueName: "port"))
    var invokePort: Int?

    @Option(help: ArgumentHelp("Write each request and its answer into this folder as a fixture.", valueName: "folder"))
    var record: String?

    @OptionGroup(title: "Function processes") var through: ThroughOptions
    @OptionGroup(title: "Function processes") var processes: ProcessOptions

    @Flag(help: "Print no line for each request.")
    var quiet = false

    @Option(
        help: "The least important level of the log that is shown; a process with AWS_LAMBDA_LOG_LEVEL goes by that.",
        transform: Logger.Level.init(option:)
    )
    var logLevel: Logger.Level = .info

    @OptionGroup var app: AppOptions

    func validate() throws {
        guard 0...65_535 ~= port else { throw ValidationError("--port must be from 0 to 65535.") }
        guard 0...65_535 ~= invokePort ?? 0 else { throw ValidationError("--invoke-port must be from 0 to 65535.") }
        guard !stream || event.canStream else {
            throw ValidationError(
                "--stream needs --event url or v1: \(GatewayLimits(event).service) buffers every response."
            )
        }
        guard through.through != nil || !processes.isGiven else {
            throw ValidationError("--instances, --concurrency and --memory are for processes: they need --through.")
        }
    }

    mutating func run() async throws {
        let program = try HarnessProgram.running()
        TerminalLogHandler.show(from: logLevel)
        let environment = try app.environment
        guard record != nil || through.through != nil else { return try await serve(program, environment) }
        try await ScratchFolder.with { scratch in
            // As in a replay, unless somebody has said otherwise: a first user of a replay has no place in their database.
            // Processes need it all the more: they are deployed, as far as they know, and make up no settings themselves.
            let scenario = program.scenarioEnvironment(scratch)
            let isSet = scenario.keys.contains { program.environment[$0] != nil || environment[$0] != nil }
            if !isSet, !scenario.isEmpty {
                let names = scenario.keys.sorted().joined(separator: ", ")
                let notice = "Nothing is set of \(names): what is served gets values that are thrown away."
                program.console.errors.print(notice)
            }
            try await serve(program, isSet ? environment : scenario.merging(environment) { $1 })
        }
    }

    private func serve(_ program: HarnessProgram, _ environment: [String: String]) async throws {
        let app = try program.makeApp(adding: environment)
        let recorder = try record.map { folder in
            try FixtureRecorder(
                app,
                shape: event,
                folder: folder,
                variables: program.environment.merging(environment) { $1 },
                console: program.console.errors
            )
        }
        let functions = try await makeHost(app, program, environment)
        let console = program.console.errors
        let servers = ServedFunctions(functions: functions, console: console, configuration: configuration)
        try await Interruption.afterFirst { untilInterrupted in
            do {
                let gateway = EventGateway(functions, shape: event, streams: stream)
                let recording: (any RequestGateway)? = recorder.map {
                    RecordingGateway(gateway: gateway, recorder: $0)
                }
                let responder = GatewayResponder(
                    gateway: recording ?? gateway,
                    console: console,
                    isQuiet: quiet
                )
                let place = try await servers.serve(on: host, port, option: "--port") { request, connection in
                    try await responder.respond(to: request, connection)
                }
                let invoke = try await servers.serveInvokeAPI(on: host, invokePort)
                var banner = ServeBanner(app: app, name: program.name, url: place.url, shape: event)
                banner.streams = stream
                banner.program = through.through.map { "\($0) (\(processes.summary))" }
                banner.invokeURL = invoke?.url
                banner.recordFolder = record
                for line in banner.lines(on: console) {
                    console.print(line)
                }
                await untilInterrupted()
            } catch {
                try? await servers.stop()
                throw error
            }
            console.print("Finishing what is in flight; Ctrl-C again to stop at once.")
            try await servers.stop()
            console.print("Stopped.")
            if let recorder {
                let folder = recorder.folder
                console.print("Recorded \(recorder.count) requests: \(program.name) replay \(folder)")
            }
        }
    }

    /// What the Invoke API reports of each function.
    private var configuration: FunctionConfiguration {
        guard through.through != nil else { return FunctionConfiguration() }
        return FunctionConfiguration(
            timeout: through.timeout,
            memorySize: processes.memory ?? ProcessOptions.defaultMemory
        )
    }

    private func makeHost(
        _ app: App,
        _ program: HarnessProgram,
        _ environment: [String: String]
    ) async throws -> any FunctionHost {
        guard let path = through.through else {
            do {
                try await program.onLoop { try await app.start() }
            } catch {
                throw HarnessError(.appFailed, "The app does not start: \(error)")
            }
            return AppHost(app, program: program)
        }
        let defaults = [
            EnvironmentKey.invokeMode: stream ? "RESPONSE_STREAM" : "BUFFERED",
            EnvironmentKey.logLevel: "\(logLevel.platformName)",
        ]
        var launch = FunctionProcess.Launch(
            program: try ProgramTarget.locate(path),
            handler: "app",
            environment: defaults.merging(program.environment) { $1 }.merging(environment) { $1 },
            timeout: .seconds(through.timeout)
        )
        launch.console = program.console.errors
        launch.reportsInvocations = !quiet
        launch.concurrency = processes.concurrency ?? 1
        launch.memorySize = processes.memory ?? ProcessOptions.defaultMemory
        return ProgramHost(
            launch,
            functionNames: app.handlerNames,
            instances: processes.instances ?? ProcessOptions.defaultInstances
        )
    }
}
