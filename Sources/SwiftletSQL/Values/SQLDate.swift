/// A day of the calendar, without a time and without a zone.
///
/// PostgreSQL stores it as `date`, SQLite as text: `2026-01-02`.
public struct SQLDate: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    public let daysSince1970: Int

    /// The day that many days after 1970-01-01.
    public init(daysSince1970: Int) {
        self.daysSince1970 = daysSince1970
    }

    /// The day of a year, month (1 to 12) and day (1 to 31), or nil when the Gregorian calendar has no such day.
    ///
    /// Years are counted with a year 0, which is 1 BC.
    public init?(year: Int, month: Int, day: Int) {
        let date = CivilDate(year: year, month: month, day: day)
        guard (-4713...5_874_897).contains(year), date.isValid else { return nil }
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

    package init?(text: ArraySlice<UInt8>) {
        var scanner = DateTimeScanner(text)
        guard var date = scanner.date() else { return nil }
        if scanner.skip(" BC") {
            date.year = 1 - date.year
        }
        guard scanner.isAtEnd, date.isValid else { return nil }
        daysSince1970 = date.daysSince1970
    }

    private var postgresText: String {
        let date = CivilDate(daysSince1970: daysSince1970)
        guard date.year < 1 else { return date.text }
        return CivilDate(year: 1 - date.year, month: date.month, day: date.day).text + " BC"
    }
}

extension SQLDate: CustomStringConvertible {
    /// The day as ISO 8601: `2026-01-02`.
    public var description: String { CivilDate(daysSince1970: daysSince1970).text }
}

extension SQLDate: SQLEncodable, SQLDecodable {
    /// `date`.
    public static var sqlType: SQLType { .date }

    /// The day as text, typed as a date.
    public var sqlValue: SQLValue { .text(postgresText, type: .date) }

    /// Reads a date.
    ///
    /// An infinite one is refused.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        guard case .text(let text) = cell.content, cell.type == .date || cell.type == .unspecified else {
            throw .mismatch(cell, Self.self)
        }
        guard let value = SQLDate(text: text) else {
            throw SQLDecodingFailure("holds text that is no finite date")
        }
        self = value
    }
}
