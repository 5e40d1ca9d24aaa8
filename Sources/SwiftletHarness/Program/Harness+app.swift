public import ArgumentParser
public import Swiftlet

extension Harness {
    /// Runs the CLI of an app without settings and exits the process.
    ///
    /// - Parameters:
    ///   - makeApp: Creates the app.
    ///   - name: The name of the CLI in its help; by default that of the executable.
    ///   - version: The output of `--version`.
    ///   - abstract: A one-line description of the app, for the help.
    ///   - commands: Additional commands.
    ///   - scenarioEnvironment: Environment variables for each scenario of `replay`, which override those of the process.
    public static func main(
        _ makeApp: @escaping @Sendable () throws -> App,
        name: String? = nil,
        version: String = "1.0.0",
        abstract: String = "Runs the app on this machine.",
        commands: [any ParsableCommand.Type] = [],
        scenarioEnvironment: @escaping ScenarioEnvironment = Harness.scratchDatabase
    ) -> Never {
        main(
            { (_: NoSettings) in try makeApp() },
            name: name,
            version: version,
            abstract: abstract,
            commands: commands,
            scenarioEnvironment: scenarioEnvironment
        )
    }
}

private struct NoSettings: AppSettings {
    init(_ environment: LaunchEnvironment) {}
}
