public import ArgumentParser
public import Swiftlet

extension Harness {
    /// Runs the tool around an app without settings, and ends the process.
    ///
    /// - Parameters:
    ///   - makeApp: makes the app.
    ///   - name: the tool's name in its help; by default that of the program.
    ///   - version: what `--version` prints.
    ///   - abstract: one line that says what the app is, for the help.
    ///   - commands: commands of the app's own, besides the tool's.
    ///   - scenarioEnvironment: what a scenario of `replay` finds in its environment, over that of the process.
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
