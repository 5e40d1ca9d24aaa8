import Foundation
import SwiftletFixtures
import SwiftletJSON
import SwiftletServer

/// The output of `replay`.
struct ReplayReport {
    private let records: [ReplayRecord]
    private let stream: Console.Stream

    init(_ records: [ReplayRecord], on stream: Console.Stream) {
        self.records = records
        self.stream = stream
    }

    private var isRepeated: Bool { records.contains { $0.durations.count > 1 } }

    /// The table, the differences of each failed event, and a summary.
    var text: String {
        var table = Table([.left, .right, .right, .left])
        if isRepeated { table = Table([.left, .right, .right, .right, .right, .right, .left]) }
        let heads =
            isRepeated ? ["", "STATUS", "P50", "P90", "P99", "MAX", "VERDICT"] : ["", "STATUS", "TIME", "VERDICT"]
        table.fit(heads)
        for record in records {
            table.fit(cells(record))
        }
        var lines = [Style.dim(table.line(heads), on: stream)]
        for record in records {
            let last = heads.count - 1
            lines.append(
                table.line(cells(record)) { column, text in
                    column == last ? style(record)(text, on: stream) : text
                }
            )
            if !record.isPassed { lines.append(indented(explanation(record), by: 4)) }
        }
        return (lines + ["", summary]).joined(separator: "\n")
    }

    /// The last line of the output.
    var summary: String {
        let passed = records.count(where: \.isPassed)
        return "\(passed) passed, \(records.count - passed) failed"
    }

    /// A warning about expectations that were written from error responses, such as a 401 for a missing token; `nil` if there
    /// are none.
    var writtenErrors: String? {
        let written = records.filter { $0.update == .written }
        let errors = written.filter(\.isError)
        guard !errors.isEmpty else { return nil }
        let counts = Dictionary(grouping: errors, by: \.status).sorted { $0.key < $1.key }
            .map { "\($0.value.count) × \($0.key)" }
        return "\(errors.count) of \(written.count) responses written are errors: \(counts.joined(separator: ", "))."
    }

    /// The report as JSON.
    var json: JSON {
        let fixtures = records.map { record -> JSON in
            let percentiles = Percentiles(record.durations)
            return [
                "name": .string(record.name),
                "scenario": .string(record.scenario),
                "status": .string(record.status),
                "verdict": .string(record.verdict.lowercased()),
                "passed": .bool(record.isPassed),
                "milliseconds": [
                    "p50": .double(percentiles[50].milliseconds), "p90": .double(percentiles[90].milliseconds),
                    "p99": .double(percentiles[99].milliseconds), "max": .double(percentiles[100].milliseconds),
                ],
                "differences": .array(record.differences),
                "explanation": .string(record.isPassed ? "" : record.result.explanation),
            ]
        }
        let passed = records.count(where: \.isPassed)
        return [
            "passed": .integer(passed), "failed": .integer(records.count - passed), "fixtures": .array(fixtures),
        ]
    }

    private func cells(_ record: ReplayRecord) -> [String] {
        let percentiles = Percentiles(record.durations)
        let times = isRepeated ? [50, 90, 99, 100].map { time(percentiles[$0]) } : [time(record.durations[0])]
        return [record.name, record.status] + times + [record.verdict]
    }

    private func time(_ duration: Duration) -> String {
        String(format: "%.1f ms", duration.milliseconds)
    }

    private func style(_ record: ReplayRecord) -> Style {
        record.update == .written ? .yellow : record.isPassed ? .green : .red
    }

    private func explanation(_ record: ReplayRecord) -> String {
        var lines: [String] = []
        if case .differs(let differences) = record.result.verdict {
            for difference in differences {
                lines.append(
                    "\(Style.bold("\(difference.path)", on: stream))\(difference.note.map { ": \($0)" } ?? "")"
                )
                lines.append("  expected  \(Style.green(difference.expectedText, on: stream))")
                lines.append("  actual    \(Style.red(difference.actualText, on: stream))")
            }
        } else {
            lines.append(record.result.explanation)
        }
        if case .unexpected = record.result.verdict { lines.append("Run with --update to write the current response.") }
        if record.update == .skipped {
            lines.append("Not written: the error was reported by the platform, not by the app.")
        }
        return (lines + record.log.map { Style.dim($0, on: stream) }).joined(separator: "\n")
    }
}

extension ReplayRecord {
    /// The differences from the expectation: `{"path", "expected", "actual"}`, without missing values.
    fileprivate var differences: [JSON] {
        guard !isPassed, case .differs(let differences) = result.verdict else { return [] }
        return differences.map { difference in
            var json: JSON = ["path": .string("\(difference.path)")]
            json["expected"] = difference.expected
            json["actual"] = difference.actual
            return json
        }
    }
}
