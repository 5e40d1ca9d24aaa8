import SwiftletJSON
import SwiftletValues

/// Formatting and parsing of HTTP dates
/// ([RFC 9110, section 5.6.7](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7)), in whole seconds since 1970.
package enum HTTPDate {
    /// Formats a date as an IMF-fixdate, such as `Sun, 06 Nov 1994 08:49:37 GMT`.
    ///
    /// - Returns: The text, or `nil` for a date before year 1 or after year 9999.
    package static func format(_ seconds: Int) -> String? {
        guard let instant = Instant(seconds: seconds, microseconds: 0), let date = instant.date, let time = instant.time
        else { return nil }
        // The first of January 1970 was a Thursday.
        let weekday = weekdays[((date.daysSinceEpoch + 4) % 7 + 7) % 7]
        let day = "\(weekday), \(date.day.padded(2)) \(months[date.month - 1]) \(date.year.padded(4))"
        return "\(day) \(time.hour.padded(2)):\(time.minute.padded(2)):\(time.second.padded(2)) GMT"
    }

    /// Parses a date in any of the three formats that a recipient must accept: IMF-fixdate, RFC 850 and asctime.
    ///
    /// The name of the weekday is ignored.
    ///
    /// - Returns: The seconds since 1970, or `nil` if the text is not a date.
    package static func parse(_ text: String) -> Int? {
        guard text.utf8.count <= 64 else { return nil }
        let parts = text.utf8
            .split { byte in
                byte == UInt8(ascii: " ") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "-")
            }
            .map { String(Substring($0)) }
        switch parts.count {
        case 6 where parts[5].utf8Equals("GMT"):
            return seconds(year: parts[3], month: parts[2], day: parts[1], time: parts[4])
        case 5:
            return seconds(year: parts[4], month: parts[1], day: parts[2], time: parts[3])
        default:
            return nil
        }
    }

    private static func seconds(year: String, month: String, day: String, time: String) -> Int? {
        let parts = time.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
            .map { number(Substring($0)) }
        guard
            parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2],
            let month = months.firstIndex(where: { $0.utf8Equals(month) }),
            var fullYear = number(year[...]), let day = number(day[...])
        else { return nil }
        // Two-digit years (RFC 850) range from 1970 to 2069.
        if year.utf8.count == 2 { fullYear += fullYear < 70 ? 2000 : 1900 }
        guard
            let date = CalendarDate(year: fullYear, month: month + 1, day: day),
            // A leap second equals the first second of the next minute.
            let clock = TimeOfDay(hour: hour, minute: minute, second: min(second, 59), microsecond: 0),
            second <= 60
        else { return nil }
        return Instant(date, clock, offset: 0).map { $0.seconds + (second == 60 ? 1 : 0) }
    }

    private static func number(_ text: Substring) -> Int? {
        guard 1...4 ~= text.utf8.count, text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else {
            return nil
        }
        return Int(text)
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
