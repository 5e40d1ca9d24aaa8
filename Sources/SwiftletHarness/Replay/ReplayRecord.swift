import SwiftletTesting

/// What came of one event, over all its repetitions.
struct ReplayRecord: Sendable {
    /// What was done about an expectation that did not hold, or was missing.
    enum Update: Sendable {
        case none
        case written
        case refused
    }

    let scenario: String
    /// The first result, or the first that did not pass.
    private(set) var result: FixtureResult
    /// How long each repetition took, in order.
    private(set) var durations: [Duration]
    /// What the app logged meanwhile, as far as it explains a failure.
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

    /// The status for the table: that of an HTTP response, or `ok` and `error` for others.
    var status: String {
        if let status = result.status { return String(status) }
        if result.isFailure { return "error" }
        return result.response == nil ? "-" : "ok"
    }

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

/// Durations in order of size, to tell what is usual and what is rare.
struct Percentiles: Sendable {
    private let sorted: [Duration]

    /// - Parameter durations: at least one, in any order.
    init(_ durations: [Duration]) {
        sorted = durations.sorted()
    }

    /// The shortest duration that so many percent are not longer than: the nearest rank.
    subscript(_ percent: Int) -> Duration {
        guard !sorted.isEmpty else { return .zero }
        let rank = (percent * sorted.count + 99) / 100
        return sorted[max(0, min(sorted.count, rank) - 1)]
    }
}

extension Duration {
    /// Milliseconds with their fraction.
    var milliseconds: Double {
        Double(components.seconds) * 1000 + Double(components.attoseconds) / 1e15
    }
}
