import SwiftletJSON

/// The output of `doctor`.
struct DoctorReport {
    let checks: [DoctorCheck]

    /// Whether no required item is missing.
    var isHealthy: Bool { !checks.contains { $0.status == .missing } }

    /// `{"ok": boolean, "checks": […]}`.
    var json: JSON { ["ok": .bool(isHealthy), "checks": .array(checks.map(\.json))] }

    /// A line per check, followed by its remedy if it failed.
    func text(on stream: Console.Stream) -> String {
        var table = Table([.left, .left, .left])
        for check in checks {
            table.fit(cells(check))
        }
        var lines: [String] = []
        for check in checks {
            lines.append(
                table.line(cells(check)) { column, text in column == 0 ? style(check)(text, on: stream) : text }
            )
            if let remedy = check.remedy { lines.append(indented("→ \(remedy)", by: 9)) }
        }
        let missing = checks.count { $0.status == .missing }
        let summary =
            isHealthy ? "All required items are present." : "\(missing) required items are missing or invalid."
        return (lines + ["", summary]).joined(separator: "\n")
    }

    private func cells(_ check: DoctorCheck) -> [String] {
        [check.status.rawValue, check.name, check.detail]
    }

    private func style(_ check: DoctorCheck) -> Style {
        switch check.status {
        case .ok: .green
        case .advice: .yellow
        case .missing: .red
        }
    }
}
