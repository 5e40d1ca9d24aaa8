public import SwiftletValues

// The text of these values, in columns of type `text` in both databases. Network addresses also fit `inet` and `cidr`.
extension EmailAddress: SQLEncodable, SQLDecodable, SQLArrayElement {}
extension WebURL: SQLEncodable, SQLDecodable, SQLArrayElement {}
extension IPAddress: SQLEncodable, SQLDecodable, SQLArrayElement {}
extension IPv4Address: SQLEncodable, SQLDecodable, SQLArrayElement {}
extension IPv6Address: SQLEncodable, SQLDecodable, SQLArrayElement {}
extension IPv4Network: SQLEncodable, SQLDecodable, SQLArrayElement {}
extension IPv6Network: SQLEncodable, SQLDecodable, SQLArrayElement {}

extension CalendarDate: SQLEncodable, SQLDecodable, SQLArrayElement {
    /// `date`.
    public static var sqlType: SQLType { .date }

    /// The date; text in SQLite, `2026-01-02`.
    public var sqlValue: SQLValue { .text(description, type: .date) }

    /// Decodes a date of the years 1 to 9999.
    ///
    /// Other dates, and infinite ones, are rejected: decode an ``SQLDate`` instead.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        let date = try SQLDate(sql: cell)
        guard date.isFinite, let value = CalendarDate(year: date.year, month: date.month, day: date.day) else {
            throw SQLDecodingFailure("is a date that CalendarDate cannot represent: decode an SQLDate")
        }
        self = value
    }
}

extension TimeOfDay: SQLEncodable, SQLDecodable, SQLArrayElement {
    /// No type, so that a time fits columns of the types `time`, `timetz` and `text`.
    public static var sqlType: SQLType { .unspecified }

    /// The time; text in SQLite, `03:04:05.678900`.
    ///
    /// PostgreSQL stores the offset only in a column of type `timetz`, and ignores it otherwise.
    public var sqlValue: SQLValue {
        guard (utcOffset ?? 0).isMultiple(of: 60) else {
            return .invalid("The UTC offset of a time of day has seconds, which its text cannot represent.")
        }
        return .text(description)
    }

    /// Decodes `time`, `timetz`, or text.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        guard case .text(let text) = cell.content else { throw .mismatch(cell, Self.self) }
        var scanner = DateTimeScanner(text)
        guard let microseconds = scanner.time() else {
            throw SQLDecodingFailure("contains text that is not a time of day")
        }
        let offset = scanner.isAtEnd ? nil : scanner.zone()
        let seconds = microseconds / 1_000_000
        let value = TimeOfDay(
            hour: seconds / 3600,
            minute: seconds / 60 % 60,
            second: seconds % 60,
            microsecond: microseconds % 1_000_000,
            utcOffset: offset
        )
        guard scanner.isAtEnd, let value else {
            throw SQLDecodingFailure("contains text that is not a time of day")
        }
        self = value
    }
}

extension Duration: SQLEncodable, SQLDecodable, SQLArrayElement {
    /// `interval`.
    public static var sqlType: SQLType { .interval }

    /// The interval; text in SQLite, `PT1.500000S`.
    ///
    /// A duration that is not a whole number of microseconds is rejected.
    public var sqlValue: SQLValue {
        SQLInterval(exactly: self)?.sqlValue
            ?? .invalid("A duration is not a whole number of microseconds, or longer than a database can store.")
    }

    /// Decodes an interval without months and days, which have no fixed length.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        guard let duration = Duration(exactly: try SQLInterval(sql: cell)) else {
            throw SQLDecodingFailure("has months or days, which Duration cannot represent: decode an SQLInterval")
        }
        self = duration
    }
}
