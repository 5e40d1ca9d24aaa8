import SwiftletJSON

/// The result of one check.
struct DoctorCheck: Sendable, Equatable {
    /// The outcome of the check.
    enum Status: String, Sendable {
        /// The check passed.
        case ok
        /// The item is missing or invalid, and only some commands need it.
        case advice
        /// The item is missing or invalid, and is required.
        case missing
    }

    /// The name of the checked item, such as `libcurl`.
    let name: String
    let status: Status
    /// A short description of the finding.
    let detail: String
    /// How to fix it: a command or a sentence.
    var remedy: String?

    static func ok(_ name: String, _ detail: String) -> DoctorCheck {
        DoctorCheck(name: name, status: .ok, detail: detail)
    }

    static func advice(_ name: String, _ detail: String, remedy: String) -> DoctorCheck {
        DoctorCheck(name: name, status: .advice, detail: detail, remedy: remedy)
    }

    static func missing(_ name: String, _ detail: String, remedy: String) -> DoctorCheck {
        DoctorCheck(name: name, status: .missing, detail: detail, remedy: remedy)
    }

    /// `{"name", "status": "ok" | "advice" | "missing", "detail", "remedy": string or null}`.
    var json: JSON {
        [
            "name": .string(name), "status": .string(status.rawValue), "detail": .string(detail),
            "remedy": remedy.map(JSON.string) ?? nil,
        ]
    }
}

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
