import FoundationEssentials

/// The times of events.
enum EventTime {
    /// Reads a time as in [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339#section-5.6): `2026-01-01T09:30:00.250Z`.
    ///
    /// - Returns: `nil` if the text is none.
    static func date(_ text: String?) -> Date? {
        text.flatMap { Date(rfc3339: $0) }
    }

    /// The time of milliseconds since 1970, as SQS has them in a string.
    static func date(milliseconds text: String?) -> Date? {
        text.flatMap { Int64($0) }.map { Date(timeIntervalSince1970: Double($0) / 1000) }
    }
}
