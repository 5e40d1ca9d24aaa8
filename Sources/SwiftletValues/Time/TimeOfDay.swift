import SwiftletJSON

/// A time of day with microsecond precision and an optional offset from UTC.
///
/// Two times with offsets are compared in UTC; all other times are compared by their local time.
public struct TimeOfDay: Sendable, Hashable, Comparable {
    /// The hour, 0 to 23.
    public let hour: Int
    /// The minute, 0 to 59.
    public let minute: Int
    /// The second, 0 to 59.
    public let second: Int
    /// The microsecond, 0 to 999,999.
    public let microsecond: Int
    /// The offset from UTC in seconds, less than a day in either direction, or `nil` for a local time.
    public let utcOffset: Int?

    private static let offsetLimit = 86_400

    /// Creates a time, or returns `nil` if a component is out of range.
    public init?(hour: Int, minute: Int, second: Int = 0, microsecond: Int = 0, utcOffset: Int? = nil) {
        guard 0...23 ~= hour, 0...59 ~= minute, 0...59 ~= second, 0...999_999 ~= microsecond else { return nil }
        if let utcOffset, utcOffset <= -Self.offsetLimit || utcOffset >= Self.offsetLimit { return nil }
        self.hour = hour
        self.minute = minute
        self.second = second
        self.microsecond = microsecond
        self.utcOffset = utcOffset
    }

    /// Midnight, the beginning of the day, without an offset.
    public static let midnight = TimeOfDay()

    private init() {
        hour = 0
        minute = 0
        second = 0
        microsecond = 0
        utcOffset = nil
    }

    /// The number of whole seconds since midnight.
    package var seconds: Int { hour * 3600 + minute * 60 + second }

    /// Returns whether the first time is earlier than the second.
    public static func < (first: TimeOfDay, second: TimeOfDay) -> Bool {
        guard let firstOffset = first.utcOffset, let secondOffset = second.utcOffset else {
            return (first.seconds, first.microsecond) < (second.seconds, second.microsecond)
        }
        return (first.seconds - firstOffset, first.microsecond) < (second.seconds - secondOffset, second.microsecond)
    }
}

extension TimeOfDay: LosslessStringConvertible {
    /// Creates a time from a string such as `03:04:05.6789` or `03:04:05+01:00`, or returns `nil` if the string is invalid.
    public init?(_ description: String) {
        guard let time = try? TimeOfDay(parsing: description) else { return nil }
        self = time
    }

    package init(parsing text: String) throws(TimeParseError) {
        var parser = TimeParser(text)
        let time = try parser.time()
        let offset = try parser.offset()
        try parser.end()
        self = time.withOffset(offset)
    }

    /// Returns the time with another offset, which must be in range.
    private func withOffset(_ offset: Int?) -> TimeOfDay {
        TimeOfDay(hour: hour, minute: minute, second: second, microsecond: microsecond, utcOffset: offset) ?? self
    }

    /// The time in the format of RFC 3339, with six fractional digits, or none if the fraction is zero.
    public var description: String {
        var text = "\(hour.padded(2)):\(minute.padded(2)):\(second.padded(2))"
        if microsecond != 0 { text += ".\(microsecond.padded(6))" }
        guard let utcOffset else { return text }
        if utcOffset == 0 { return text + "Z" }
        let minutes = Int(utcOffset.magnitude) / 60
        return text + (utcOffset < 0 ? "-" : "+") + "\((minutes / 60).padded(2)):\((minutes % 60).padded(2))"
    }
}
