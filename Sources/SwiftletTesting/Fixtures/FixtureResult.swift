public import SwiftletJSON

/// What came of replaying one fixture.
public struct FixtureResult: Sendable, Hashable {
    /// The judgement.
    public enum Verdict: Sendable, Hashable {
        /// The response is what was expected.
        case passed
        /// It is not.
        case differs([Difference])
        /// Nothing is expected: there is no expectation.
        case unexpected
        /// The event could not be made or the response not be read.
        case unusable(String)
    }

    /// The fixture.
    public let fixture: Fixture
    /// The judgement.
    public let verdict: Verdict
    /// The HTTP status of the response, if it is a response to an HTTP event.
    public let status: Int?
    /// Whether the invocation failed.
    public let isFailure: Bool
    /// How long the invocation took.
    public let duration: Duration
    /// The response: for a failed invocation the error object; `nil` if there is none, or if it is not JSON.
    public let response: JSON?
    /// What the expectation would be if it were written anew; `nil` if there is no response.
    public let updatedExpectation: JSON?

    /// Whether the fixture passed.
    public var isPassed: Bool { verdict == .passed }

    /// What is wrong, in as many lines as it takes; empty if nothing is.
    public var explanation: String {
        switch verdict {
        case .passed: ""
        case .differs(let differences): differences.map(\.description).joined(separator: "\n")
        case .unexpected: "There is no expectation: \(fixture.expectationPath) does not exist."
        case .unusable(let reason): reason
        }
    }
}
