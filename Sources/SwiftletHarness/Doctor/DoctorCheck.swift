import SwiftletJSON

/// One thing that was looked at, and what came of it.
struct DoctorCheck: Sendable, Equatable {
    /// How it is.
    enum Status: String, Sendable {
        /// It is there.
        case ok
        /// It is not there, or not right, and only some of the commands need it.
        case advice
        /// It is not there, or not right, and is needed.
        case missing
    }

    /// What was looked at, such as `libcurl`.
    let name: String
    let status: Status
    /// What was found, in a few words.
    let detail: String
    /// What mends it: a command, or a sentence.
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

/// What the doctor prints.
struct DoctorReport {
    let checks: [DoctorCheck]

    /// Whether nothing that is needed is missing.
    var isWell: Bool { !checks.contains { $0.status == .missing } }

    /// `{"ok": boolean, "checks": […]}`.
    var json: JSON { ["ok": .bool(isWell), "checks": .array(checks.map(\.json))] }

    /// A line for each check, with what mends it below where something is wrong.
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
            isWell ? "Nothing that is needed is missing." : "\(missing) of what is needed is missing or wrong."
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
