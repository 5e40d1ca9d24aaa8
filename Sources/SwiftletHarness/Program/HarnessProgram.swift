import ArgumentParser
import Swiftlet
import SwiftletIO
import SwiftletTesting
import Synchronization

/// A tool: the app, the commands, and the world they see.
///
/// The commands find it as a task-local value, since the argument parser makes them itself.
struct HarnessProgram: Sendable {
    let name: String
    let environment: [String: String]
    /// The variables that a deployment asks for.
    let variables: [SettingVariable]
    let scenarioEnvironment: Harness.ScenarioEnvironment
    let console: Console
    let loop: EventLoop
    /// Of the whole tool, with all its commands.
    private(set) var configuration: CommandConfiguration
    /// The app as it is without further ado: made once, when its own commands are wanted.
    let listing: AppListing
    private let make: @Sendable (LaunchEnvironment) throws -> App

    @TaskLocal static var current: HarnessProgram?

    init(
        name: String,
        version: String,
        abstract: String,
        commands: [any ParsableCommand.Type] = [],
        environment: [String: String],
        variables: [SettingVariable] = [],
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
        self.listing = AppListing { try make(LaunchEnvironment(variables: environment, isDeployed: false)) }
        self.configuration = CommandConfiguration(
            commandName: name,
            abstract: abstract,
            version: version.isEmpty ? "" : "\(name) \(version)",
            subcommands: RootCommand.commands + commands
        )
    }

    /// The commands of the app's own; none while the app cannot be made.
    var commands: [ConsoleCommand] { (try? listing.app().commands) ?? [] }

    /// The names of the tool's commands.
    var toolCommands: [String] { configuration.subcommands.map { $0._commandName } + ["help"] }

    /// The tool that runs.
    ///
    /// - Throws: ``HarnessError`` if a command runs outside of one.
    static func running() throws(HarnessError) -> HarnessProgram {
        guard let current else { throw HarnessError(.usage, "The command does not run inside of Harness.main.") }
        return current
    }

    /// Runs a command.
    ///
    /// - Returns: the exit code: 0 for success, 64 for arguments that make no sense.
    func run(_ arguments: [String]) async -> Int32 {
        var program = self
        // Only the help lists the app's own commands, for which the app must be made.
        if arguments.isEmpty || ["--help", "-h", "help"].contains(arguments[0]) {
            program.configuration.discussion = help
        }
        return await Self.$current.withValue(program) {
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

    /// Makes the app, in the environment of the tool and what is added to it.
    ///
    /// - Throws: ``HarnessError`` with what the app says.
    func makeApp(adding variables: [String: String] = [:]) throws(HarnessError) -> App {
        let environment = environment.merging(variables) { $1 }
        return try HarnessError.whileMakingApp {
            try make(LaunchEnvironment(variables: environment, isDeployed: false))
        }
    }

    /// Runs `body` on the loop's thread, as a deployed function would.
    func onLoop<Value: Sendable>(_ body: @Sendable () async throws -> Value) async rethrows -> Value {
        try await withTaskExecutorPreference(loop) { try await body() }
    }
}

/// The tool itself: only its commands do anything.
struct RootCommand: AsyncParsableCommand {
    static let commands: [any ParsableCommand.Type] = [
        InvokeCommand.self, ReplayCommand.self, GenerateCommand.self, ServeCommand.self, EmulateCommand.self,
        RoutesCommand.self, OpenAPICommand.self, DoctorCommand.self,
        PackageCommand.self, TemplateCommand.self,
    ]

    static var configuration: CommandConfiguration {
        HarnessProgram.current?.configuration ?? CommandConfiguration(commandName: "app", subcommands: commands)
    }
}

/// The app of a tool, made once: for what is only listed, or wanted as it is.
final class AppListing: Sendable {
    private let make: @Sendable () throws -> App
    private let made = Mutex<Result<App, HarnessError>?>(nil)

    init(_ make: @escaping @Sendable () throws -> App) {
        self.make = make
    }

    /// The app.
    ///
    /// - Throws: ``HarnessError`` with what the app says, if it cannot be made.
    func app() throws(HarnessError) -> App {
        try made.withLock { made in
            if let made { return made }
            let result = Result { () throws(HarnessError) in try HarnessError.whileMakingApp(make) }
            made = result
            return result
        }
        .get()
    }
}

extension HarnessError {
    /// Makes an app.
    ///
    /// - Throws: ``HarnessError`` with what the app says.
    static func whileMakingApp(_ make: () throws -> App) throws(HarnessError) -> App {
        do {
            return try make()
        } catch {
            throw HarnessError(.appFailed, "The app cannot be made: \(error)")
        }
    }
}
