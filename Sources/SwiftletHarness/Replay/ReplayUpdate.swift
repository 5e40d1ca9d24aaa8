import SwiftletJSON
import SwiftletTesting

extension ReplayRecord {
    /// Writes the expectation anew if it does not hold or does not exist.
    ///
    /// What the platform reports of a process that ended or ran out of time is never written: it is no answer.
    ///
    /// - Throws: ``FixtureError`` if the file cannot be written.
    mutating func updateExpectation() throws {
        guard !result.isPassed, let expectation = result.updatedExpectation else { return }
        let type = result.response?["errorType"]?.string ?? ""
        guard !(result.isFailure && (type.hasPrefix("Runtime.") || type.hasPrefix("Sandbox."))) else {
            update = .refused
            return
        }
        try FixtureFolder.write(expectation, for: result.fixture)
        update = .written
    }
}
