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
    ///   - environment: The variables for `{{env NAME}}`, in addition to those of the process, over which they take
    ///     precedence.
    ///   - sourceLocation: The location at which issues are recorded.
    ///   - makeApp: Creates the app for a scenario, with a fresh database.
    /// - Returns: The results in order; at least one.
    /// - Throws: ``FixtureError`` if the folder cannot be read, or an error of `makeApp` or of the app's shutdown.
    @discardableResult
    public func verify(
        environment: [String: String] = [:],
        sourceLocation: SourceLocation = #_sourceLocation,
        _ makeApp: @Sendable () async throws -> App
    ) async throws -> [FixtureResult] {
        record(try await replay(environment: environment, makeApp), at: sourceLocation)
    }

    /// Replays all scenarios in process as the command `replay` does, and records an issue for each fixture that fails.
    ///
    /// ```swift
    /// try await FixtureFolder("events").verify(usersApp, scenarioEnvironment: replayEnvironment)
    /// ```
    ///
    /// - Parameters:
    ///   - makeApp: Creates the app from its settings.
    ///   - scenarioEnvironment: The variables of a scenario, given a folder that is deleted after it, as for `Harness.main`;
    ///     `DATABASE_URL` with a new SQLite database by default. They take precedence over those of the process.
    ///   - sourceLocation: The location at which issues are recorded.
    /// - Returns: The results in order; at least one.
    /// - Throws: ``FixtureError`` if the folder cannot be read, or an error of the settings, of `makeApp` or of the app's
    ///   shutdown.
    @discardableResult
    public func verify<Settings: AppSettings>(
        _ makeApp: @Sendable (Settings) throws -> App,
        scenarioEnvironment: (@Sendable (_ scratch: String) -> [String: String])? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> [FixtureResult] {
        record(try await replay(makeApp, scenarioEnvironment: scenarioEnvironment), at: sourceLocation)
    }

    private func record(_ results: [FixtureResult], at sourceLocation: SourceLocation) -> [FixtureResult] {
        for result in results where !result.isPassed {
            Issue.record("\(result.fixture.name)\n\(indented(result.explanation))", sourceLocation: sourceLocation)
        }
        return results
    }
}
