import SwiftletFixtures
import SwiftletJSON

extension ReplayRecord {
    /// Writes the expectation if it failed or is missing.
    ///
    /// Errors that the platform reports for a crash or a timeout are never written, since they are not responses of the app.
    ///
    /// - Throws: ``FixtureError`` if the file cannot be written.
    mutating func updateExpectation() throws {
        guard !result.isPassed, let expectation = result.updatedExpectation else { return }
        let type = result.response?["errorType"]?.string ?? ""
        guard !(result.isFailure && (type.hasPrefix("Runtime.") || type.hasPrefix("Sandbox."))) else {
            update = .skipped
            return
        }
        try FixtureFolder.write(expectation, for: result.fixture)
        update = .written
    }
}
