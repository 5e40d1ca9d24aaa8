/// A time of day, to the microsecond, without a date; with the offset from UTC, if it has one.
///
/// Two times with offsets are compared by their time in UTC, other times by what they show.
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

    /// Creates a time, or `nil` if a part of it is out of range.
    public init?(hour: Int, minute: Int, second: Int = 0, microsecond: Int = 0, utcOffset: Int? = nil) {
        guard 0...23 ~= hour, 0...59 ~= minute, 0...59 ~= second, 0...999_999 ~= microsecond else { return nil }
        if let utcOffset, utcOffset <= -Self.offsetLimit || utcOffset >= Self.offsetLimit { return nil }
        self.hour = hour
        self.minute = minute
        self.second = second
        self.microsecond = microsecond
        self.utcOffset = utcOffset
    }

    /// The beginning of the day.
    public static let midnight = TimeOfDay()

    private init() {
        hour = 0
        minute = 0
        second = 0
        microsecond = 0
        utcOffset = nil
    }

    /// The number of whole seconds since midnight.
    var seconds: Int { hour * 3600 + minute * 60 + second }

    /// Whether the first time is earlier than the second.
    public static func < (first: TimeOfDay, second: TimeOfDay) -> Bool {
        guard let firstOffset = first.utcOffset, let secondOffset = second.utcOffset else {
            return (first.seconds, first.microsecond) < (second.seconds, second.microsecond)
        }
        return (first.seconds - firstOffset, first.microsecond) < (second.seconds - secondOffset, second.microsecond)
    }
}

extension TimeOfDay: LosslessStringConvertible {
    /// Creates a time from a text such as `03:04:05.6789` or `03:04:05+01:00`, or `nil` if it is none.
    public init?(_ description: String) {
        guard let time = try? TimeOfDay(parsing: description) else { return nil }
        self = time
    }

    init(parsing text: String) throws(TimeParseError) {
        var parser = TimeParser(text)
        let time = try parser.time()
        let offset = try parser.offset()
        try parser.end()
        self = time.withOffset(offset)
    }

    /// The same time with another offset, which must be in range.
    private func withOffset(_ offset: Int?) -> TimeOfDay {
        TimeOfDay(hour: hour, minute: minute, second: second, microsecond: microsecond, utcOffset: offset) ?? self
    }

    /// The time as RFC 3339 writes it: with six digits of a fraction, or with none where it is zero.
    public var description: String {
        var text = "\(hour.padded(2)):\(minute.padded(2)):\(second.padded(2))"
        if microsecond != 0 { text += ".\(microsecond.padded(6))" }
        guard let utcOffset else { return text }
        if utcOffset == 0 { return text + "Z" }
        let minutes = Int(utcOffset.magnitude) / 60
        return text + (utcOffset < 0 ? "-" : "+") + "\((minutes / 60).padded(2)):\((minutes % 60).padded(2))"
    }
}
