import SwiftletJSON

/// A date in the Gregorian calendar, from year 1 to 9999, without a time of day or a time zone.
public struct CalendarDate: Sendable, Hashable, Comparable {
    /// The year, 1 to 9999.
    public let year: Int
    /// The month, 1 to 12.
    public let month: Int
    /// The day of the month, from 1.
    public let day: Int

    /// Creates a date, or returns `nil` if it does not exist.
    public init?(year: Int, month: Int, day: Int) {
        guard 1...9999 ~= year, CivilDate(year: year, month: month, day: day).isValid else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Returns whether the first date is before the second.
    public static func < (first: CalendarDate, second: CalendarDate) -> Bool {
        (first.year, first.month, first.day) < (second.year, second.month, second.day)
    }
}

extension CalendarDate {
    /// The number of days since January 1, 1970.
    package var daysSinceEpoch: Int { CivilDate(year: year, month: month, day: day).daysSince1970 }

    /// Creates a date from a number of days since January 1, 1970, or returns `nil` if it is before year 1 or after year 9999.
    package init?(daysSinceEpoch: Int) {
        let date = CivilDate(daysSince1970: daysSinceEpoch)
        self.init(year: date.year, month: date.month, day: date.day)
    }
}

extension CalendarDate: LosslessStringConvertible {
    /// Creates a date from a string such as `2026-02-28`, or returns `nil` if the string is invalid.
    public init?(_ description: String) {
        var parser = TimeParser(description)
        guard let date = try? parser.date(), parser.isAtEnd else { return nil }
        self = date
    }

    /// The date in the format of RFC 3339, such as `2026-02-28`.
    public var description: String {
        CivilDate(year: year, month: month, day: day).text
    }
}
