import FoundationEssentials
public import Swiftlet

extension FixtureFolder {
    /// Replays all scenarios in process, each against its own app.
    ///
    /// - Parameters:
    ///   - environment: The variables for `{{env NAME}}`, in addition to those of the process, over which they take
    ///     precedence.
    ///   - makeApp: Creates the app for a scenario, with a fresh database.
    /// - Returns: The results in order, including those of failed fixtures; at least one.
    /// - Throws: ``FixtureError`` if the folder cannot be read, or an error of `makeApp` or of the app's shutdown.
    public func replay(
        environment: [String: String] = [:],
        _ makeApp: @Sendable () async throws -> App
    ) async throws -> [FixtureResult] {
        var results: [FixtureResult] = []
        for scenario in try scenarios() {
            results += try await Self.replay(scenario, environment: Self.variables(adding: environment), makeApp)
        }
        return results
    }

    /// Replays all scenarios in process as the command `replay` does: each against an app of its own, which is created from
    /// the settings of the scenario's environment.
    ///
    /// - Parameters:
    ///   - makeApp: Creates the app from its settings.
    ///   - scenarioEnvironment: The variables of a scenario, given a folder that is deleted after it, as for `Harness.main`;
    ///     `DATABASE_URL` with a new SQLite database by default. They take precedence over those of the process.
    /// - Returns: The results in order, including those of failed fixtures; at least one.
    /// - Throws: ``FixtureError`` if the folder cannot be read, or an error of the settings, of `makeApp` or of the app's
    ///   shutdown.
    public func replay<Settings: AppSettings>(
        _ makeApp: @Sendable (Settings) throws -> App,
        scenarioEnvironment: (@Sendable (_ scratch: String) -> [String: String])? = nil
    ) async throws -> [FixtureResult] {
        var results: [FixtureResult] = []
        for scenario in try scenarios() {
            results += try await ScratchFolder.with { scratch in
                let own = scenarioEnvironment?(scratch) ?? ScratchFolder.defaultEnvironment(scratch)
                let variables = Self.variables(adding: own)
                return try await Self.replay(scenario, environment: variables) {
                    try makeApp(try Settings(LaunchEnvironment(variables: variables, isDeployed: false)))
                }
            }
        }
        return results
    }

    private static func replay(
        _ scenario: Scenario,
        environment: [String: String],
        _ makeApp: () async throws -> App
    ) async throws -> [FixtureResult] {
        let target = InProcessTarget(try await makeApp())
        var runner = ScenarioRunner(target, environment: environment)
        var results: [FixtureResult] = []
        for fixture in scenario.fixtures {
            results.append(await runner.run(fixture))
        }
        try await target.stop()
        return results
    }

    private static func variables(adding environment: [String: String]) -> [String: String] {
        ProcessInfo.processInfo.environment.merging(environment) { $1 }
    }
}
