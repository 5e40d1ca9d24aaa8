/// The format of the data that ``Database/copyOut(_:format:)`` exports; see https://www.postgresql.org/docs/15/sql-copy.html.
public struct SQLCopyFormat: Hashable, Sendable {
    /// The options of COPY.
    let options: String

    /// One line per row, with tabs between columns and `\N` for NULL.
    public static let text = SQLCopyFormat(options: "FORMAT text")

    /// Comma-separated values, with a header line unless it is disabled.
    public static func csv(header: Bool = true) -> SQLCopyFormat {
        SQLCopyFormat(options: "FORMAT csv, HEADER \(header)")
    }

    /// PostgreSQL's binary format.
    public static let binary = SQLCopyFormat(options: "FORMAT binary")
}
