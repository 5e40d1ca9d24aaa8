import SwiftletJSON

/// A calendar date without a time or a time zone.
///
/// PostgreSQL stores it as `date`, SQLite as text: `2026-01-02`.
public struct SQLDate: Hashable, Comparable, Sendable {
    /// The number of days since 1970-01-01; `Int.max` and `Int.min` for ``infinity`` and ``negativeInfinity``.
    public let daysSince1970: Int

    /// PostgreSQL's `infinity`, later than every date.
    ///
    /// Its ``year``, ``month`` and ``day`` have no meaning.
    public static let infinity = SQLDate(daysSince1970: .max)

    /// PostgreSQL's `-infinity`, earlier than every date.
    public static let negativeInfinity = SQLDate(daysSince1970: .min)

    /// Whether this is a calendar date, neither ``infinity`` nor ``negativeInfinity``.
    public var isFinite: Bool { daysSince1970 != .max && daysSince1970 != .min }

    /// Creates the date at a number of days since 1970-01-01.
    public init(daysSince1970: Int) {
        self.daysSince1970 = daysSince1970
    }

    /// Creates a date from year, month (1 to 12) and day (1 to 31), or returns `nil` if it does not exist.
    ///
    /// Years are astronomical: year 0 is 1 BC.
    public init?(year: Int, month: Int, day: Int) {
        let date = CivilDate(year: year, month: month, day: day)
        guard Self.years.contains(year), date.isValid else { return nil }
        daysSince1970 = date.daysSince1970
    }

    /// The astronomical year: year 0 is 1 BC.
    public var year: Int { CivilDate(daysSince1970: daysSince1970).year }

    /// The month, 1 to 12.
    public var month: Int { CivilDate(daysSince1970: daysSince1970).month }

    /// The day of the month, 1 to 31.
    public var day: Int { CivilDate(daysSince1970: daysSince1970).day }

    /// Returns whether the left date is earlier.
    public static func < (left: SQLDate, right: SQLDate) -> Bool {
        left.daysSince1970 < right.daysSince1970
    }

    /// The years that PostgreSQL supports; see https://www.postgresql.org/docs/15/datatype-datetime.html.
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
    /// The date in ISO 8601, `2026-01-02`; `infinity` or `-infinity`.
    public var description: String {
        if self == .infinity { return "infinity" }
        if self == .negativeInfinity { return "-infinity" }
        return CivilDate(daysSince1970: daysSince1970).text
    }
}

extension SQLDate: SQLEncodable, SQLDecodable {
    /// `date`.
    public static var sqlType: SQLType { .date }

    /// The date as text with the type `date`.
    public var sqlValue: SQLValue {
        guard !isFinite || Self.years.contains(year) else {
            return .invalid("A date is not between the years 4714 BC and 5874897 AD.")
        }
        return .text(postgresText, type: .date)
    }

    /// Decodes a date, including infinite ones.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        guard case .text(let text) = cell.content, cell.type == .date || cell.type == .unspecified else {
            throw .mismatch(cell, Self.self)
        }
        guard let value = SQLDate(text: text) else {
            throw SQLDecodingFailure("contains text that is not a date")
        }
        self = value
    }
}
