public import Swiftlet
public import SwiftletFixtures
public import Testing

extension FixtureFolder {
    /// Replays all scenarios in process, each against its own app, and records an issue for each fixture that fails.
    ///
    /// ```swift
    /// try await FixtureFolder("events").verify { usersApp(settings) }
    /// ```
    ///
    /// - Parameters:
    ///   - sourceLocation: The location at which issues are recorded.
    ///   - makeApp: Creates the app for a scenario, with a fresh database.
    /// - Returns: The results in order; at least one.
    /// - Throws: ``FixtureError`` if the folder cannot be read, or an error of `makeApp` or of the app's shutdown.
    @discardableResult
    public func verify(
        sourceLocation: SourceLocation = #_sourceLocation,
        _ makeApp: @Sendable () async throws -> App
    ) async throws -> [FixtureResult] {
        let results = try await replay(makeApp)
        for result in results where !result.isPassed {
            Issue.record("\(result.fixture.name)\n\(indented(result.explanation))", sourceLocation: sourceLocation)
        }
        return results
    }
}
