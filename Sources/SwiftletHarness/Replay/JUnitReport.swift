import Foundation
import SwiftletFixtures
import SwiftletServer

/// A replay report in JUnit XML: a suite per scenario, a case per event.
///
/// It follows the [common schema](https://github.com/testmoapp/junitxml).
enum JUnitReport {
    /// The document.
    static func xml(_ records: [ReplayRecord], name: String) -> String {
        var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
        lines.append("<testsuites name=\"\(escape(name))\" \(totals(records))>")
        var scenarios: [String] = []
        for record in records where !scenarios.contains(record.scenario) {
            scenarios.append(record.scenario)
        }
        for scenario in scenarios {
            let ofScenario = records.filter { $0.scenario == scenario }
            lines.append("  <testsuite name=\"\(escape(scenario))\" \(totals(ofScenario))>")
            lines += ofScenario.flatMap(testCase)
            lines.append("  </testsuite>")
        }
        lines.append("</testsuites>")
        return lines.joined(separator: "\n") + "\n"
    }

    private static func totals(_ records: [ReplayRecord]) -> String {
        let failures = records.count { !$0.isPassed }
        let time = records.reduce(0) { $0 + seconds($1) }
        return "tests=\"\(records.count)\" failures=\"\(failures)\" errors=\"0\" time=\"\(text(time))\""
    }

    private static func testCase(_ record: ReplayRecord) -> [String] {
        let head = "    <testcase name=\"\(escape(record.name))\" classname=\"\(escape(record.scenario))\""
        let time = " time=\"\(text(seconds(record)))\""
        guard !record.isPassed else { return [head + time + "/>"] }
        var lines = [head + time + ">"]
        let message = record.result.explanation.split(separator: "\n").first.map(String.init) ?? record.verdict
        lines.append(
            "      <failure message=\"\(escape(message))\" type=\"\(escape(record.verdict))\">"
                + escape(record.result.explanation) + "</failure>"
        )
        if !record.log.isEmpty {
            lines.append("      <system-err>\(escape(record.log.joined(separator: "\n")))</system-err>")
        }
        return lines + ["    </testcase>"]
    }

    private static func seconds(_ record: ReplayRecord) -> Double {
        record.durations.reduce(0) { $0 + $1.milliseconds } / 1000
    }

    private static func text(_ seconds: Double) -> String { String(format: "%.6f", seconds) }

    /// Escapes a text for an element or an attribute.
    ///
    /// Characters that are invalid in XML 1.0 become U+FFFD.
    static func escape(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\n": escaped += "&#10;"
            case "\t": escaped += "&#9;"
            case "\r": escaped += "&#13;"
            case "\u{20}"..."\u{D7FF}", "\u{E000}"..."\u{FFFD}", "\u{10000}"..."\u{10FFFF}":
                escaped.unicodeScalars.append(scalar)
            default: escaped += "\u{FFFD}"
            }
        }
        return escaped
    }
}
