/// The format of the data that ``Database/copyOut(_:format:)`` reads, see https://www.postgresql.org/docs/15/sql-copy.html.
public struct SQLCopyFormat: Hashable, Sendable {
    /// The options of COPY.
    let options: String

    /// A line for each row, with a tab between two columns and `\N` for NULL.
    public static let text = SQLCopyFormat(options: "FORMAT text")

    /// Comma-separated values, with a first line that names the columns unless it is turned off.
    public static func csv(header: Bool = true) -> SQLCopyFormat {
        SQLCopyFormat(options: "FORMAT csv, HEADER \(header)")
    }

    /// PostgreSQL's binary format.
    public static let binary = SQLCopyFormat(options: "FORMAT binary")
}
