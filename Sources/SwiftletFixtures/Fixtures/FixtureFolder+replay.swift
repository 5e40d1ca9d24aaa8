public import Swiftlet

extension FixtureFolder {
    /// Replays all scenarios in process, each against its own app.
    ///
    /// - Parameter makeApp: Creates the app for a scenario, with a fresh database.
    /// - Returns: The results in order, including those of failed fixtures; at least one.
    /// - Throws: ``FixtureError`` if the folder cannot be read, or an error of `makeApp` or of the app's shutdown.
    public func replay(_ makeApp: @Sendable () async throws -> App) async throws -> [FixtureResult] {
        var results: [FixtureResult] = []
        for scenario in try scenarios() {
            let target = InProcessTarget(try await makeApp())
            var runner = ScenarioRunner(target)
            for fixture in scenario.fixtures {
                results.append(await runner.run(fixture))
            }
            try await target.stop()
        }
        return results
    }
}
