import FoundationEssentials
import Swiftlet

/// Parsing of timestamps in events.
enum EventTime {
    /// Parses an [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339#section-5.6) timestamp: `2026-01-01T09:30:00.250Z`.
    ///
    /// - Returns: The date, or `nil` if the text is missing or not a timestamp.
    static func date(_ text: String?) -> Date? {
        text.flatMap { Date(rfc3339: $0) }
    }

    /// Parses a timestamp whose offset may have no colon, as those of CloudWatch: `2026-01-01T09:30:00.250+0000`.
    static func date(withBasicOffset text: String?) -> Date? {
        guard let text else { return nil }
        let sign = text.utf8.suffix(5).first
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return date(text) }
        return date("\(text.dropLast(2)):\(text.suffix(2))")
    }

    /// Parses a string of milliseconds since 1970, the format of SQS attributes.
    static func date(milliseconds text: String?) -> Date? {
        text.flatMap { Int64($0) }.map { Date(timeIntervalSince1970: Double($0) / 1000) }
    }
}
