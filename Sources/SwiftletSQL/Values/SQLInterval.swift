import SwiftletJSON

/// A time interval like PostgreSQL's `interval`: months, days and microseconds, each with its own sign.
///
/// The parts are not converted into each other, because months and days vary in length: one month does not equal 30 days.
/// PostgreSQL stores it as `interval`, SQLite as ISO 8601 text, `P1M2DT3H`.
public struct SQLInterval: Hashable, Sendable {
    /// The number of calendar months, 12 per year.
    public var months: Int32

    /// The number of calendar days.
    public var days: Int32

    /// The number of microseconds, not limited to one day.
    public var microseconds: Int64

    /// Creates an interval of months, days and microseconds.
    public init(months: Int32 = 0, days: Int32 = 0, microseconds: Int64 = 0) {
        self.months = months
        self.days = days
        self.microseconds = microseconds
    }

    /// Creates an interval from a duration, or returns `nil` if it is not a whole number of microseconds or out of range.
    public init?(exactly duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let (whole, isTooLong) = seconds.multipliedReportingOverflow(by: 1_000_000)
        let (sum, isBeyond) = whole.addingReportingOverflow(attoseconds / 1_000_000_000_000)
        guard !isTooLong, !isBeyond, attoseconds % 1_000_000_000_000 == 0 else { return nil }
        self.init(microseconds: sum)
    }
}

extension Duration {
    /// Creates a duration from an interval, or returns `nil` if it has months or days, which have no fixed length.
    public init?(exactly interval: SQLInterval) {
        guard interval.months == 0, interval.days == 0 else { return nil }
        self = .microseconds(interval.microseconds)
    }
}

extension SQLInterval: CustomStringConvertible {
    /// The interval in ISO 8601: `P14M3DT-4H-5M-6.5S`.
    public var description: String {
        var date = ""
        if months != 0 { date += "\(months)M" }
        if days != 0 { date += "\(days)D" }
        var time = ""
        let magnitude = microseconds.magnitude
        let sign = microseconds < 0 ? "-" : ""
        let (hours, minutes) = (magnitude / 3_600_000_000, magnitude / 60_000_000 % 60)
        if hours != 0 { time += "\(sign)\(hours)H" }
        if minutes != 0 { time += "\(sign)\(minutes)M" }
        let (seconds, fraction) = (magnitude / 1_000_000 % 60, Int(magnitude % 1_000_000))
        if seconds != 0 || fraction != 0 {
            let decimals = fraction == 0 ? "" : "." + fraction.padded(6)
            time += "\(sign)\(seconds)\(decimals)S"
        }
        if date.isEmpty, time.isEmpty { return "PT0S" }
        return "P\(date)" + (time.isEmpty ? "" : "T\(time)")
    }
}

extension SQLInterval: SQLEncodable, SQLDecodable {
    /// `interval`.
    public static var sqlType: SQLType { .interval }

    /// The ISO 8601 text with the type `interval`.
    public var sqlValue: SQLValue { .text(description, type: .interval) }

    /// Decodes an interval in the IntervalStyle `postgres`, the server's default, or `iso_8601`.
    public init(sql cell: SQLCell) throws(SQLDecodingFailure) {
        guard case .text(let text) = cell.content,
            cell.type == .interval || cell.type == .text || cell.type == .unspecified
        else {
            throw .mismatch(cell, Self.self)
        }
        guard let value = SQLIntervalText.interval(text) else {
            throw SQLDecodingFailure("contains text that is not an interval, or has an unsupported IntervalStyle")
        }
        self = value
    }
}

extension SQLInterval: Codable {
    /// Decodes ISO 8601 text, or PostgreSQL's format.
    ///
    /// - Throws: `DecodingError` for other text.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = SQLIntervalText.interval(Array(try container.decode(String.self).utf8)[...]) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "The text is not an interval.")
        }
        self = value
    }

    /// Encodes the interval as ISO 8601 text.
    ///
    /// - Throws: The error of the encoder.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
