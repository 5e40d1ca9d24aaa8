public import ArgumentParser
import Dispatch
import Foundation
import Logging
public import Swiftlet
import SwiftletIO

/// The command-line interface (CLI) of an app for development, which is not deployed.
///
/// Its commands invoke the app with event files, replay folders of them, serve the app over HTTP, and package it.
///
/// ```swift
/// Harness.main(usersApp, name: "users", version: "1.0.0")
/// ```
public enum Harness {
    /// The environment variables for one scenario of `replay`, given a folder that is deleted when the scenario is over.
    public typealias ScenarioEnvironment = @Sendable (_ scratch: String) -> [String: String]

    /// Runs the tool with the arguments of the process, and ends the process.
    ///
    /// - Parameters:
    ///   - makeApp: makes the app of its settings.
    ///   - name: the tool's name in its help; by default that of the program.
    ///   - version: what `--version` prints.
    ///   - abstract: one line that says what the app is, for the help.
    ///   - commands: commands of the app's own, besides the tool's.
    ///   - scenarioEnvironment: what a scenario of `replay` finds in its environment, over that of the process: above all
    ///     a database of its own.
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
        let program = HarnessProgram(
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
            exit(await program.run(Array(arguments.dropFirst())))
        }
        // The main thread serves the main queue, for commands and libraries that want it.
        dispatchMain()
    }

    /// A fresh SQLite database in the scenario's own folder, in `DATABASE_URL`.
    public static let scratchDatabase: ScenarioEnvironment = { scratch in
        ["DATABASE_URL": "sqlite:\(scratch)/replay.sqlite3"]
    }

    /// The environment the running tool was started in: for commands of the app's own, to read their settings from.
    public static var environment: LaunchEnvironment {
        let variables = HarnessProgram.current?.environment ?? ProcessInfo.processInfo.environment
        return LaunchEnvironment(variables: variables, isDeployed: false)
    }
}
