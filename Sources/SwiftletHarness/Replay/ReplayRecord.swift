import SwiftletFixtures

/// The results of one event over all repetitions.
struct ReplayRecord: Sendable {
    /// Whether an expectation that failed or was missing has been written.
    enum Update: Sendable {
        case none
        case written
        case skipped
    }

    let scenario: String
    /// The first failed result, or the first one.
    private(set) var result: FixtureResult
    /// The duration of each repetition, in order.
    private(set) var durations: [Duration]
    /// The app's log, if it helps to explain a failure.
    private(set) var log: [String]
    var update = Update.none

    init(scenario: String, _ result: FixtureResult, log: [String]) {
        self.scenario = scenario
        self.result = result
        self.durations = [result.duration]
        self.log = log
    }

    mutating func add(_ other: FixtureResult, log: [String]) {
        durations.append(other.duration)
        guard result.isPassed, !other.isPassed else { return }
        result = other
        self.log = log
    }

    var isPassed: Bool { result.isPassed || update == .written }

    var name: String { result.fixture.name }

    /// The status for the table: the HTTP status, or `ok` and `error` for other responses.
    var status: String {
        if let status = result.status { return String(status) }
        if result.isFailure { return "error" }
        return result.response == nil ? "-" : "ok"
    }

    /// Whether the response is an HTTP error, or the invocation failed.
    var isError: Bool { result.isFailure || (result.status ?? 0) >= 400 }

    var verdict: String {
        if update == .written { return "written" }
        return switch result.verdict {
        case .passed: "passed"
        case .differs: "FAILED"
        case .unexpected: "NO EXPECTATION"
        case .unusable: "UNUSABLE"
        }
    }
}
