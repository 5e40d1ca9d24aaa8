/// A day of the calendar, without a time and without a zone.
///
/// PostgreSQL stores it as `date`, SQLite as text: `2026-01-02`.
public struct SQLDate: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01; the largest and the smallest `Int` for ``infinity`` and ``negativeInfinity``.
    public let daysSince1970: Int

    /// PostgreSQL's `infinity`, later than every day.
    ///
    /// ``year``, ``month`` and ``day`` have no meaning then.
    public static let infinity = SQLDate(daysSince1970: .max)

    /// PostgreSQL's `-infinity`, earlier than every day.
    public static let negativeInfinity = SQLDate(daysSince1970: .min)

    /// Whether this is a day of the calendar, neither ``infinity`` nor ``negativeInfinity``.
    public var isFinite: Bool { daysSince1970 != .max && daysSince1970 != .min }

    /// The day that many days after 1970-01-01.
    public init(daysSince1970: Int) {
        self.daysSince1970 = daysSince1970
    }

    /// The day of a year, month (1 to 12) and day (1 to 31), or nil when the Gregorian calendar has no such day.
    ///
    /// Years are counted with a year 0, which is 1 BC.
    public init?(year: Int, month: Int, day: Int) {
        let date = CivilDate(year: year, month: month, day: day)
        guard Self.years.contains(year), date.isValid else { return nil }
        daysSince1970 = date.daysSince1970
    }

    /// The year, counted with a year 0.
    public var year: Int { CivilDate(daysSince1970: daysSince1970).year }

    /// The month, 1 to 12.
    public var month: Int { CivilDate(daysSince1970: daysSince1970).month }

    /// The day of the month, 1 to 31.
    public var day: Int { CivilDate(daysSince1970: daysSince1970).day }

    /// Whether the left day is the earlier one.
    public static func < (left: SQLDate, right: SQLDate) -> Bool {
        left.daysSince1970 < right.daysSince1970
    }

    /// The years that PostgreSQL stores, see https://www.postgresql.org/docs/15/datatype-datetime.html.
    private static let years = -4713...5_874_897

    package init?(text: ArraySlice<UInt8>) {
        if let infinity = DateTimeScanner.infinity(text) {
            self = infinity == .positive ? .infinity : .negativeInfinity
            return
        }
        var scanner = DateTimeScanner(text)
        guard var date = scanner.date() else { return nil }
        if scanner.skip(" BC") {
            date.year = 1 - date.year
        }
        guard scanner.isAtEnd, Self.years.contains(date.year), date.isValid else { return nil }
        daysSince1970 = date.daysSince1970
    }

    private var postgresText: String {
        guard isFinite else { return description }
        let date = CivilDate(daysSince1970: daysSince1970)
        guard date.year < 1 else { return date.text }
        return CivilDate(year: 1 - date.year, month: date.month, day: date.day).text + " BC"
    }
}

extension SQLDate: CustomStringConvertible {
    /// The day as ISO 8601: `2026-01-02`; `infinity` or `-infinity`.
    public var description: String {
        if self == .infinity { return "infinity" }
        if self == .negativeInfinity { return "-infinity" }
        return CivilDate(daysSince1970: daysSince1970).text
    }
}

extension SQLDate: SQLEncodable, SQLDecodable {
    /// `date`.
    public static var sqlType: SQLType { .date }

    /// The day as text, typed as a date.
    public var sqlValue: SQLValue {
        guard !isFinite || Self.years.contains(year) else {
            return .invalid("A date is not between the years 4714 BC and 5874897 AD.")
        }
        return .text(postgresText, type: .date)
    }

    /// Reads a date, infinite ones included.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        guard case .text(let text) = cell.content, cell.type == .date || cell.type == .unspecified else {
            throw .mismatch(cell, Self.self)
        }
        guard let value = SQLDate(text: text) else {
            throw SQLDecodingFailure("holds text that is no date")
        }
        self = value
    }
}
