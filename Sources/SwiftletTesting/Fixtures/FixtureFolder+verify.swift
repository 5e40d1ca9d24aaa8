public import Swiftlet

extension FixtureFolder {
    /// Replays all scenarios in process, each against its own app.
    ///
    /// - Parameter makeApp: Creates the app for a scenario, with a fresh database.
    /// - Returns: The results in order; at least one.
    /// - Throws: ``FixtureError`` if the folder cannot be read, ``TestFailure`` with all differences if a fixture fails, or an
    ///   error of `makeApp` or of the app's shutdown.
    @discardableResult
    public func verify(_ makeApp: @Sendable () async throws -> App) async throws -> [FixtureResult] {
        var results: [FixtureResult] = []
        for scenario in try scenarios() {
            let target = InProcessTarget(try await makeApp())
            var runner = ScenarioRunner(target)
            for fixture in scenario.fixtures {
                results.append(await runner.run(fixture))
            }
            try await target.stop()
        }
        let failed = results.filter { !$0.isPassed }
        guard failed.isEmpty else {
            let list = failed.map { "\($0.fixture.name)\n\(indented($0.explanation))" }.joined(separator: "\n")
            throw TestFailure("\(failed.count) of \(results.count) fixtures failed:\n\(list)")
        }
        return results
    }
}

/// The text with each line indented.
func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }.joined(separator: "\n")
}
