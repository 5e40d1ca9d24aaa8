/// The state in which a server must be to be used, see `target_session_attrs` in
/// https://www.postgresql.org/docs/current/libpq-connect.html.
struct PostgresServerRole: Hashable, Sendable, CustomStringConvertible {
    /// The value of `target_session_attrs`.
    let description: String

    /// Whether every server will do.
    let isAny: Bool

    /// - Parameter value: The value of `target_session_attrs`. libpq rejects an unknown one when it connects.
    init(_ value: String?) {
        description = value ?? "any"
        isAny = description == "any"
    }

    static let any = PostgresServerRole("any")
    static let standby = PostgresServerRole("standby")
    static let preferStandby = PostgresServerRole("prefer-standby")

    /// Whether a server that rejects writes is what was asked for.
    var expectsReadOnly: Bool {
        ["read-only", "standby", "prefer-standby"].contains(description)
    }

    /// Whether a server still has the role, by the settings it reports.
    ///
    /// Both are reported since PostgreSQL 14, and not by every pooler. What is not reported is not checked again.
    func accepts(inHotStandby: String?, isReadOnlyByDefault: String?) -> Bool {
        switch description {
        case "read-write": inHotStandby != "on" && isReadOnlyByDefault != "on"
        case "read-only": inHotStandby != "off" || isReadOnlyByDefault != "off"
        case "primary": inHotStandby != "on"
        case "standby": inHotStandby != "off"
        default: true
        }
    }
}
