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
        guard 1...9999 ~= year, 1...12 ~= month, day >= 1, day <= Self.dayCount(year: year, month: month) else {
            return nil
        }
        self.year = year
        self.month = month
        self.day = day
    }

    /// The number of days in a month.
    static func dayCount(year: Int, month: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    /// Returns whether the first date is before the second.
    public static func < (first: CalendarDate, second: CalendarDate) -> Bool {
        (first.year, first.month, first.day) < (second.year, second.month, second.day)
    }
}

extension CalendarDate {
    /// The number of days in 400 years, after which the calendar repeats.
    private static let daysOfCycle = 146_097
    /// The number of days from March 1 of year 0 to January 1, 1970.
    private static let epochOffset = 719_468

    /// The number of days since January 1, 1970.
    var daysSinceEpoch: Int {
        // Counting years from March puts the leap day at the end.
        let shiftedYear = month > 2 ? year : year - 1
        let cycle = shiftedYear / 400
        let yearOfCycle = shiftedYear - cycle * 400
        let monthFromMarch = (month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
        return cycle * Self.daysOfCycle + dayOfCycle - Self.epochOffset
    }

    /// Creates a date from a number of days since January 1, 1970, or returns `nil` if it is before year 1 or after year 9999.
    package init?(daysSinceEpoch: Int) {
        let (days, overflow) = daysSinceEpoch.addingReportingOverflow(Self.epochOffset)
        guard !overflow, days >= 0 else { return nil }
        let cycle = days / Self.daysOfCycle
        let dayOfCycle = days % Self.daysOfCycle
        let yearOfCycle = (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
        let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        self.init(
            year: cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0),
            month: month,
            day: dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        )
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
        "\(year.padded(4))-\(month.padded(2))-\(day.padded(2))"
    }
}

extension Int {
    /// The number padded with leading zeros to a number of digits.
    func padded(_ count: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, count - digits.utf8.count)) + digits
    }
}
