public import ArgumentParser
import Dispatch
import Foundation
import Logging
public import Swiftlet
import SwiftletFixtures
import SwiftletIO

/// The command-line interface (CLI) of an app for development, which is not deployed.
///
/// Its commands invoke the app with event files, replay folders of them, serve the app over HTTP, and package it.
///
/// ```swift
/// Harness.main(
///     usersApp,
///     name: "users",
///     abstract: "The users service on this machine.",
///     commands: usersCommands,
///     scenarioEnvironment: replayEnvironment
/// )
/// ```
public enum Harness {
    /// Returns the environment variables for a scenario of `replay`, given a folder that is deleted after the scenario.
    public typealias ScenarioEnvironment = @Sendable (_ scratch: String) -> [String: String]

    /// Runs the CLI with the arguments of the process and exits the process.
    ///
    /// - Parameters:
    ///   - makeApp: Creates the app from its settings.
    ///   - name: The name of the CLI in its help; by default that of the executable.
    ///   - version: The output of `--version`.
    ///   - abstract: A one-line description of the app, for the help.
    ///   - commands: Additional commands.
    ///   - scenarioEnvironment: Environment variables for each scenario of `replay`, which override those of the process;
    ///     typically the URL of a fresh database.
    public static func main<Settings: AppSettings>(
        _ makeApp: @escaping @Sendable (Settings) throws -> App,
        name: String? = nil,
        version: String = "1.0.0",
        abstract: String = "Runs the app on this machine.",
        commands: [any ParsableCommand.Type] = [],
        scenarioEnvironment: @escaping ScenarioEnvironment = Harness.scratchDatabase
    ) -> Never {
        let arguments = CommandLine.arguments
        let console = Console.system()
        LoggingSystem.bootstrap { TerminalLogHandler(label: $0, stream: console.errors) }
        let loop: EventLoop
        do {
            loop = try EventLoop.start(name: "app")
        } catch {
            console.errors.print("Error: \(error)")
            exit(1)
        }
        let dotEnvironment = DotEnvironment(at: ".env")
        for fault in dotEnvironment.faults { console.errors.print("Warning: \(fault)") }
        let cli = HarnessCLI(
            name: name ?? arguments.first.map { URL(filePath: $0).lastPathComponent } ?? "app",
            version: version,
            abstract: abstract,
            commands: commands,
            environment: dotEnvironment.variables.merging(ProcessInfo.processInfo.environment) { $1 },
            variables: Settings.variables,
            scenarioEnvironment: scenarioEnvironment,
            console: console,
            loop: loop
        ) { environment in
            try makeApp(try Settings(environment))
        }
        Task {
            exit(await cli.run(Array(arguments.dropFirst())))
        }
        // The main thread runs the main queue, which some libraries require.
        dispatchMain()
    }

    /// Sets `DATABASE_URL` to a new SQLite database in the scenario's folder.
    public static let scratchDatabase: ScenarioEnvironment = { ScratchFolder.defaultEnvironment($0) }

    /// The environment of the CLI, from which additional commands can read their settings.
    public static var environment: LaunchEnvironment {
        let variables = HarnessCLI.current?.environment ?? ProcessInfo.processInfo.environment
        return LaunchEnvironment(variables: variables, isDeployed: false)
    }
}
