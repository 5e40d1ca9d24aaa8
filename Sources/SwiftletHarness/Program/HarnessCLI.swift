import ArgumentParser
import Swiftlet
import SwiftletFixtures
import SwiftletIO

/// The CLI: the app, the commands, and their environment.
///
/// Commands access it as a task-local value, since the argument parser creates them.
struct HarnessCLI: Sendable {
    let name: String
    let environment: [String: String]
    /// The environment variables to declare in a deployment template.
    let variables: [EnvironmentVariable]
    let scenarioEnvironment: Harness.ScenarioEnvironment
    let console: Console
    let loop: EventLoop
    /// The configuration of the root command.
    private(set) var configuration: CommandConfiguration
    /// The app, created once on first use.
    let cachedApp: CachedApp
    private let make: @Sendable (LaunchEnvironment) throws -> App

    @TaskLocal static var current: HarnessCLI?

    init(
        name: String,
        version: String,
        abstract: String,
        commands: [any ParsableCommand.Type] = [],
        environment: [String: String],
        variables: [EnvironmentVariable] = [],
        scenarioEnvironment: @escaping Harness.ScenarioEnvironment = Harness.scratchDatabase,
        console: Console,
        loop: EventLoop,
        make: @escaping @Sendable (LaunchEnvironment) throws -> App
    ) {
        self.name = name
        self.environment = environment
        self.variables = variables
        self.scenarioEnvironment = scenarioEnvironment
        self.console = console
        self.loop = loop
        self.make = make
        self.cachedApp = CachedApp { try make(LaunchEnvironment(variables: environment, isDeployed: false)) }
        self.configuration = CommandConfiguration(
            commandName: name,
            abstract: abstract,
            version: version.isEmpty ? "" : "\(name) \(version)",
            subcommands: RootCommand.commands + commands
        )
    }

    /// The app's own commands; empty if the app cannot be created.
    var commands: [ConsoleCommand] { (try? cachedApp.app().commands) ?? [] }

    /// The names of the CLI's built-in commands.
    var builtInCommands: [String] { configuration.subcommands.map { $0._commandName } + ["help"] }

    /// The current CLI.
    ///
    /// - Throws: ``HarnessError`` if a command runs outside `Harness.main`.
    static func running() throws(HarnessError) -> HarnessCLI {
        guard let current else { throw HarnessError(.usage, "The command must be run by Harness.main.") }
        return current
    }

    /// Runs a command.
    ///
    /// - Returns: The exit code: 0 for success, 64 for invalid arguments.
    func run(_ arguments: [String]) async -> Int32 {
        var cli = self
        // The app is created only for the help, which lists the app's own commands.
        if arguments.isEmpty || ["--help", "-h", "help"].contains(arguments[0]) {
            cli.configuration.discussion = help
        }
        return await Self.$current.withValue(cli) {
            if let code = await runAppCommand(arguments) { return code }
            do {
                var command = try RootCommand.parseAsRoot(arguments)
                if var command = command as? any AsyncParsableCommand {
                    try await command.run()
                } else {
                    try command.run()
                }
                return 0
            } catch {
                let message = RootCommand.fullMessage(for: error)
                let code = RootCommand.exitCode(for: error)
                if !message.isEmpty { (code.isSuccess ? console.output : console.errors).print(message) }
                return code.rawValue
            }
        }
    }

    /// Creates the app with the environment and additional variables.
    ///
    /// - Throws: ``HarnessError`` with the app's error.
    func makeApp(adding variables: [String: String] = [:]) throws(HarnessError) -> App {
        let environment = environment.merging(variables) { $1 }
        return try HarnessError.creatingApp {
            try make(LaunchEnvironment(variables: environment, isDeployed: false))
        }
    }

    /// Runs `body` on the event loop's thread, like a deployed function.
    func onLoop<Value: Sendable>(_ body: @Sendable () async throws -> Value) async rethrows -> Value {
        try await withTaskExecutorPreference(loop) { try await body() }
    }
}

extension HarnessError {
    /// Creates an app.
    ///
    /// - Throws: ``HarnessError`` with the app's error.
    static func creatingApp(_ make: () throws -> App) throws(HarnessError) -> App {
        do {
            return try make()
        } catch {
            throw HarnessError(.appFailed, "The app could not be created: \(error)")
        }
    }
}
