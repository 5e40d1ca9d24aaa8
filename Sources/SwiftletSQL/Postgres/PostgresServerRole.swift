/// The required role of a server; see `target_session_attrs` in
/// https://www.postgresql.org/docs/current/libpq-connect.html.
struct PostgresServerRole: Hashable, Sendable, CustomStringConvertible {
    /// The value of `target_session_attrs`.
    let description: String

    /// Whether any server is accepted.
    let isAny: Bool

    /// - Parameter value: The value of `target_session_attrs`. libpq rejects an unknown value on connecting.
    init(_ value: String?) {
        description = value ?? "any"
        isAny = description == "any"
    }

    static let any = PostgresServerRole("any")
    static let standby = PostgresServerRole("standby")
    static let preferStandby = PostgresServerRole("prefer-standby")

    /// Whether a read-only server is expected.
    var expectsReadOnly: Bool {
        ["read-only", "standby", "prefer-standby"].contains(description)
    }

    /// Returns whether a server still has the role, given the settings that it reports.
    ///
    /// PostgreSQL reports both since version 14, some poolers do not. A setting that is not reported is not checked.
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
