import SwiftletJSON

/// A timestamp with microsecond precision.
///
/// PostgreSQL stores it as `timestamp with time zone`. SQLite has no such type: it stores RFC 3339 text in UTC with six
/// decimals, `2026-01-02T03:04:05.678900Z`, which sorts chronologically. SQLite's `CURRENT_TIMESTAMP` has another format,
/// `2026-01-02 03:04:05`, which sorts before every bound timestamp of the same day: use ``SQL/now`` instead.
public struct SQLTimestamp: Hashable, Comparable, Sendable {
    /// The number of microseconds since 1970-01-01T00:00:00Z, without leap seconds.
    ///
    /// `Int64.max` and `Int64.min` are ``infinity`` and ``negativeInfinity``, as in PostgreSQL.
    public var microsecondsSince1970: Int64

    /// PostgreSQL's `infinity`, later than every timestamp.
    public static let infinity = SQLTimestamp(microsecondsSince1970: .max)

    /// PostgreSQL's `-infinity`, earlier than every timestamp.
    public static let negativeInfinity = SQLTimestamp(microsecondsSince1970: .min)

    /// Whether the timestamp is neither ``infinity`` nor ``negativeInfinity``.
    public var isFinite: Bool { microsecondsSince1970 != .max && microsecondsSince1970 != .min }

    /// Creates the timestamp at a number of microseconds since 1970-01-01T00:00:00Z.
    public init(microsecondsSince1970: Int64) {
        self.microsecondsSince1970 = microsecondsSince1970
    }

    /// Returns whether the left timestamp is earlier.
    public static func < (left: SQLTimestamp, right: SQLTimestamp) -> Bool {
        left.microsecondsSince1970 < right.microsecondsSince1970
    }

    /// Parses RFC 3339 or PostgreSQL's format.
    ///
    /// Text without a time zone is interpreted as UTC, in which both databases store it.
    package init?(text: ArraySlice<UInt8>) {
        if let infinity = DateTimeScanner.infinity(text) {
            self = infinity == .positive ? .infinity : .negativeInfinity
            return
        }
        var scanner = DateTimeScanner(text)
        guard var date = scanner.date(), scanner.skip(" ") || scanner.skip("T") || scanner.skip("t"),
            let time = scanner.time()
        else { return nil }
        var offset = 0
        if !scanner.isAtEnd, !scanner.skip(" BC") {
            guard let zone = scanner.zone() else { return nil }
            offset = zone
            if scanner.skip(" BC") {
                date.year = 1 - date.year
            }
        } else if text.suffix(3).elementsEqual(" BC".utf8) {
            date.year = 1 - date.year
        }
        guard scanner.isAtEnd, date.isValid else { return nil }
        let seconds = Int64(date.daysSince1970 * 86_400 - offset)
        let (microseconds, isTooFar) = seconds.multipliedReportingOverflow(by: 1_000_000)
        let (sum, isBeyond) = microseconds.addingReportingOverflow(Int64(time))
        guard !isTooFar, !isBeyond, sum != .max, sum != .min else { return nil }
        microsecondsSince1970 = sum
    }

    private var parts: (date: CivilDate, time: String) {
        let (days, inDay) = Int(microsecondsSince1970).dividedRoundingDown(by: 86_400_000_000)
        let second = inDay / 1_000_000
        let time = [second / 3600, second / 60 % 60, second % 60].map { $0.padded(2) }
        let fraction = (inDay % 1_000_000).padded(6)
        return (CivilDate(daysSince1970: days), time.joined(separator: ":") + "." + fraction)
    }

    /// The timestamp in PostgreSQL's format, which has its own notation for years before 1.
    package var postgresText: String {
        guard isFinite else { return description }
        let (date, time) = parts
        guard date.year < 1 else { return "\(date.text) \(time)+00" }
        return "\(CivilDate(year: 1 - date.year, month: date.month, day: date.day).text) \(time)+00 BC"
    }
}

extension SQLTimestamp: CustomStringConvertible {
    /// The timestamp in UTC as RFC 3339 with six decimals; `infinity` or `-infinity`.
    public var description: String {
        if self == .infinity { return "infinity" }
        if self == .negativeInfinity { return "-infinity" }
        let (date, time) = parts
        return "\(date.text)T\(time)Z"
    }
}

extension SQLTimestamp: SQLEncodable, SQLDecodable {
    /// `timestamp with time zone`.
    public static var sqlType: SQLType { .timestamp }

    /// The timestamp.
    public var sqlValue: SQLValue { .timestamp(self) }

    /// Decodes a timestamp, including infinite ones; a timestamp without a time zone is interpreted as UTC.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        guard case .text(let text) = cell.content,
            cell.type == .timestamp || cell.type == .timestampWithoutTimeZone || cell.type == .unspecified
        else {
            throw .mismatch(cell, Self.self)
        }
        guard let value = SQLTimestamp(text: text) else {
            throw SQLDecodingFailure("contains text that is not a timestamp")
        }
        self = value
    }
}
