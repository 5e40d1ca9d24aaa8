public import SwiftletJSON

/// The result of replaying one fixture.
public struct FixtureResult: Sendable, Hashable {
    /// The verdict on a response.
    public enum Verdict: Sendable, Hashable {
        /// The response matches the expectation.
        case passed
        /// The response does not match the expectation.
        case differs([Difference])
        /// There is no expectation.
        case unexpected
        /// The event could not be created, or the response could not be parsed.
        case unusable(String)
    }

    /// The replayed fixture.
    public let fixture: Fixture
    /// The verdict on the response.
    public let verdict: Verdict
    /// The HTTP status of the response, if it is a response to an HTTP event.
    public let status: Int?
    /// Whether the invocation failed.
    public let isFailure: Bool
    /// The duration of the invocation.
    public let duration: Duration
    /// The response, or the error object of a failed invocation; `nil` if there is none, or if it is not JSON.
    public let response: JSON?
    /// The expectation updated from the response; `nil` if there is no response.
    public let updatedExpectation: JSON?

    /// Whether the fixture passed.
    public var isPassed: Bool { verdict == .passed }

    /// An explanation of the failure, possibly on several lines; empty if the fixture passed.
    public var explanation: String {
        switch verdict {
        case .passed: ""
        case .differs(let differences): differences.map(\.description).joined(separator: "\n")
        case .unexpected: "No expectation: \(fixture.expectationPath) does not exist."
        case .unusable(let reason): reason
        }
    }
}
