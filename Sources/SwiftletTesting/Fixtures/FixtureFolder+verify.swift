public import Swiftlet

extension FixtureFolder {
    /// Replays all scenarios in this process, each against an app of its own.
    ///
    /// - Parameter makeApp: makes the app for one scenario, with a database of its own.
    /// - Returns: the results, in order: at least one.
    /// - Throws: ``FixtureError`` if the folder cannot be read, ``TestFailure`` with every difference if a fixture does not
    ///   pass, or what `makeApp` or the app's shutdown throws.
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
            throw TestFailure("\(failed.count) of \(results.count) fixtures do not pass:\n\(list)")
        }
        return results
    }
}

/// The text with each line moved to the right.
func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }.joined(separator: "\n")
}
