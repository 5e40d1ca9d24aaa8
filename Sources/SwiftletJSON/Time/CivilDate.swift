/// A date in the proleptic Gregorian calendar, and its conversion to and from days since January 1, 1970.
///
/// Years are astronomical: the year before 1 is 0, which PostgreSQL writes as `0001 BC`. The conversion allocates nothing: a
/// signal handler uses it. It belongs to this module because all modules that handle dates import it.
package struct CivilDate: Equatable, Sendable {
    /// The astronomical year.
    package var year: Int
    /// The month, 1 to 12.
    package var month: Int
    /// The day of the month, from 1.
    package var day: Int

    /// Creates a date, which may be invalid.
    package init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    // The conversions count years from March, so that the leap day is the last day, in eras of 400 years or 146,097 days.
    // March 1 of year 0 is 719,468 days before January 1, 1970.

    /// Creates the date at a number of days since January 1, 1970, clamped to the range of the arithmetic below.
    package init(daysSince1970 days: Int) {
        let limit = 1 << 60
        let shifted = (days > limit ? limit : days < -limit ? -limit : days) + 719_468
        let (era, dayOfEra) = shifted.dividedRoundingDown(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// The number of days since January 1, 1970.
    package var daysSince1970: Int {
        let (era, yearOfEra) = (month > 2 ? year : year - 1).dividedRoundingDown(by: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Whether the date exists.
    package var isValid: Bool {
        1...12 ~= month && day >= 1 && day <= Self.dayCount(year: year, month: month)
    }

    /// The number of days in a month.
    package static func dayCount(year: Int, month: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    /// The date in ISO 8601, such as `2026-01-02`, with at least four digits for the year.
    package var text: String {
        "\(year.padded(4))-\(month.padded(2))-\(day.padded(2))"
    }
}
