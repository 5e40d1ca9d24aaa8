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
