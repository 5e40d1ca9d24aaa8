import SwiftletJSON
import SwiftletValues

/// An instant with microsecond precision, from year 1 to 9999.
struct Instant: Equatable {
    /// Whole seconds since 1970 in UTC.
    let seconds: Int
    /// Microseconds after the second, 0 to 999,999.
    let microseconds: Int

    private static let secondsOfDay = 86_400
    /// The first second of year 0, which Python's calendar does not have.
    private static let yearZeroSecond = -62_167_219_200
    private static let firstSecond = -62_135_596_800
    private static let lastSecond = 253_402_300_799

    init?(seconds: Int, microseconds: Int) {
        guard Self.firstSecond...Self.lastSecond ~= seconds, 0...999_999 ~= microseconds else { return nil }
        self.seconds = seconds
        self.microseconds = microseconds
    }

    init?(_ date: CalendarDate, _ time: TimeOfDay, offset: Int) {
        let seconds = date.daysSinceEpoch * Self.secondsOfDay + time.seconds - offset
        self.init(seconds: seconds, microseconds: time.microsecond)
    }

    /// The date in UTC.
    var date: CalendarDate? {
        CalendarDate(daysSinceEpoch: seconds.dividedRoundingDown(by: Self.secondsOfDay).quotient)
    }

    /// The time of day in UTC.
    var time: TimeOfDay? {
        let second = seconds.dividedRoundingDown(by: Self.secondsOfDay).remainder
        return TimeOfDay(
            hour: second / 3600,
            minute: second / 60 % 60,
            second: second % 60,
            microsecond: microseconds
        )
    }
}

extension Instant {
    /// Timestamps above this limit are in milliseconds; as seconds, they would be after the year 2603.
    private static let millisecondsFrom = 20_000_000_000

    /// Creates an instant from a Unix timestamp in seconds or milliseconds.
    init(timestamp: Int) throws(TimeParseError) {
        let isMilliseconds = timestamp.magnitude > Self.millisecondsFrom.magnitude
        let (seconds, rest) = timestamp.dividedRoundingDown(by: isMilliseconds ? 1000 : 1)
        guard let instant = Instant(seconds: seconds, microseconds: rest * 1000) else {
            throw timestamp > 0 ? .tooLate : seconds < Self.yearZeroSecond ? .tooEarly : .yearZero
        }
        self = instant
    }

    /// Creates an instant from a Unix timestamp in seconds or milliseconds, rounded to microseconds.
    init(timestamp: Double) throws(TimeParseError) {
        let isMilliseconds = timestamp.magnitude > Double(Self.millisecondsFrom)
        let seconds = isMilliseconds ? timestamp / 1000 : timestamp
        guard seconds < Double(Self.lastSecond) + 1 else { throw .tooLate }
        guard seconds >= Double(Self.firstSecond) else {
            throw seconds < Double(Self.yearZeroSecond) ? .tooEarly : .yearZero
        }
        let whole = seconds.rounded(.down)
        let microseconds = Int(((seconds - whole) * 1_000_000).rounded())
        guard
            let instant = Instant(
                seconds: Int(whole) + microseconds / 1_000_000,
                microseconds: microseconds % 1_000_000
            )
        else { throw .tooLate }
        self = instant
    }

    /// Creates an instant from a numeric string, or returns `nil` if the string is not a decimal number.
    init?(timestampText text: String) throws(TimeParseError) {
        var digits = text.utf8[...]
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
        let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.contains(where: { !$0.isEmpty }),
            parts.allSatisfy({ $0.allSatisfy(\.isDigit) })
        else { return nil }
        if parts.count == 1 {
            guard let timestamp = Int(text) else { return nil }
            try self.init(timestamp: timestamp)
        } else {
            // `Double.init` requires a digit before and after the point.
            let padded = "0\(String(decoding: digits, as: UTF8.self))0"
            let value = Double(padded) ?? .infinity
            try self.init(timestamp: isNegative ? -value : value)
        }
    }
}
