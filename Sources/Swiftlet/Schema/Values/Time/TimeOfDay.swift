/// A time of day, to the microsecond, without a date or a time zone.
public struct TimeOfDay: Sendable, Hashable, Comparable {
    /// The hour, 0 to 23.
    public let hour: Int
    /// The minute, 0 to 59.
    public let minute: Int
    /// The second, 0 to 59.
    public let second: Int
    /// The microsecond, 0 to 999,999.
    public let microsecond: Int

    /// Creates a time, or `nil` if a part of it is out of range.
    public init?(hour: Int, minute: Int, second: Int = 0, microsecond: Int = 0) {
        guard 0...23 ~= hour, 0...59 ~= minute, 0...59 ~= second, 0...999_999 ~= microsecond else { return nil }
        self.hour = hour
        self.minute = minute
        self.second = second
        self.microsecond = microsecond
    }

    /// The beginning of the day.
    public static let midnight = TimeOfDay()

    private init() {
        hour = 0
        minute = 0
        second = 0
        microsecond = 0
    }

    /// The number of whole seconds since midnight.
    var seconds: Int { hour * 3600 + minute * 60 + second }

    /// Whether the first time is earlier than the second.
    public static func < (first: TimeOfDay, second: TimeOfDay) -> Bool {
        (first.seconds, first.microsecond) < (second.seconds, second.microsecond)
    }
}

extension TimeOfDay: LosslessStringConvertible {
    /// Creates a time from a text such as `03:04:05.6789`, or `nil` if it is none.
    public init?(_ description: String) {
        var reader = TimeReader(description)
        guard let time = try? reader.time(), reader.isAtEnd else { return nil }
        self = time
    }

    /// The time as RFC 3339 writes it: with six digits of a fraction, or with none where it is zero.
    public var description: String {
        let whole = "\(hour.padded(2)):\(minute.padded(2)):\(second.padded(2))"
        return microsecond == 0 ? whole : "\(whole).\(microsecond.padded(6))"
    }
}
