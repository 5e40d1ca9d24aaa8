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
    private(set) var console: Console
    let loop: EventLoop
    /// The configuration of the root command.
    let configuration: CommandConfiguration
    /// The app, created once on first use.
    private(set) var cachedApp: CachedApp
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
            discussion: Self.examples(name),
            version: version.isEmpty ? "" : "\(name) \(version)",
            subcommands: RootCommand.commands,
            groupedSubcommands: commands.isEmpty ? [] : [CommandGroup(name: "App", subcommands: commands)]
        )
    }

    private static func examples(_ name: String) -> String {
        let examples = ["serve", "replay events", "generate --list", "doctor"].map { "  \(name) \($0)" }
        return "Examples:\n" + examples.joined(separator: "\n")
    }

    /// The names of the commands.
    var commandNames: [String] { configuration.subcommands.map { $0._commandName } + ["help"] }

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
        await Self.$current.withValue(self) {
            if let name = arguments.first, !name.hasPrefix("-"), !commandNames.contains(name) {
                let suggestion = Suggestion.sentence(for: name, among: commandNames)
                console.errors.print(
                    "Error: Unknown command \"\(name)\".\(suggestion)\n\(self.name) --help lists the commands."
                )
                return ExitCode.validationFailure.rawValue
            }
            do {
                var command = try RootCommand.parseAsRoot(arguments)
                if var command = command as? any AsyncParsableCommand {
                    try await command.run()
                } else {
                    try command.run()
                }
                return 0
            } catch {
                return report(error)
            }
        }
    }

    /// Prints an error, or the help that was requested.
    ///
    /// - Parameter error: The error thrown by the argument parser or by a command.
    /// - Returns: The exit code.
    private func report(_ error: any Error) -> Int32 {
        switch error {
        case let error as ValidationFailure:
            let lines = error.errors.map { "  \($0)" }
            console.errors.print("Error: The arguments are not valid.\n\(lines.joined(separator: "\n"))")
            return ExitCode.failure.rawValue
        case let error as any HTTPErrorConvertible:
            console.errors.print("Error: \(error.httpError.detail.string ?? "\(error)")")
            return ExitCode.failure.rawValue
        default:
            let message = RootCommand.fullMessage(for: error)
            let code = RootCommand.exitCode(for: error)
            if !message.isEmpty { (code.isSuccess ? console.output : console.errors).print(message) }
            return code.rawValue
        }
    }

    /// Runs a command with an app and captures its output.
    ///
    /// - Parameters:
    ///   - arguments: The arguments of the CLI.
    ///   - app: The app that the command uses.
    /// - Returns: The exit code, and what was printed to standard output and standard error.
    func capture(_ arguments: [String], app: App) async -> (exitCode: Int32, output: String, errors: String) {
        let output = OutputBuffer()
        let errors = OutputBuffer()
        var cli = self
        cli.cachedApp = CachedApp { app }
        cli.console = Console(output: output.stream, errors: errors.stream, readInput: { [] })
        let exitCode = await cli.run(arguments)
        return (exitCode, output.text, errors.text)
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
