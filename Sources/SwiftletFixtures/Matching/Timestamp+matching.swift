import FoundationEssentials
import SwiftletJSON

extension Timestamp {
    /// Whether a text is a date and time with an offset, such as `2026-01-02T03:04:05.678900Z`.
    static func isTimestamp(_ text: String) -> Bool {
        // The parser also accepts a space between date and time.
        !text.utf8.contains(UInt8(ascii: " ")) && seconds(text) != nil
    }

    /// Whether a text is a timestamp within a day of now, which was probably generated rather than part of the data.
    static func isRecent(_ text: String, now: Date = Date()) -> Bool {
        guard isTimestamp(text), let seconds = seconds(text) else { return false }
        return abs(seconds - now.timeIntervalSince1970) < 86_400
    }
}
