public import FoundationEssentials
public import SwiftletJSON
import SwiftletValues

extension Date: EndpointOutput {}

/// An instant: a date and time in the format of RFC 3339, or a Unix timestamp in seconds or milliseconds.
///
/// A time without an offset is in UTC. The encoding is in UTC, `2026-01-02T03:04:05.678900Z`, with six fractional digits, or
/// none if the fraction is zero. Because `Date` stores seconds in a `Double`, microseconds are exact up to the year 2255;
/// up to the year 9999 the error is at most 30 microseconds.
extension Date: SchemaValue, OrderedSchemaValue {
    /// Decodes an instant.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<Date>],
        validation: inout Validation
    ) -> Date? {
        let instant: Instant
        do throws(TimeParseError) {
            switch input.scalar {
            case .string(let text):
                instant = try Instant(text: text)
            case .number(let number):
                do throws(TimeParseError) {
                    instant = try Instant(number)
                } catch {
                    recordParseError(
                        "datetime_parsing",
                        expected: "a valid datetime",
                        error: error,
                        input: input,
                        validation: &validation
                    )
                    return nil
                }
            case .null, .bool, .other:
                validation.record("datetime_type", "Input should be a valid datetime", input: input.json)
                return nil
            }
        } catch {
            switch error {
            case .yearZero, .outsideOfYears:
                recordParseError(
                    "datetime_parsing",
                    expected: "a valid datetime",
                    error: error,
                    input: input,
                    validation: &validation
                )
            default:
                recordParseError(
                    "datetime_from_date_parsing",
                    expected: "a valid datetime or date",
                    error: error,
                    input: input,
                    validation: &validation
                )
            }
            return nil
        }
        validation.floorExactness(.lax)
        return constraints.apply(to: Date(instant), shown: input.json, validation: &validation)
    }

    private static func recordParseError(
        _ type: String,
        expected: String,
        error: TimeParseError,
        input: InputValue,
        validation: inout Validation
    ) {
        validation.record(
            type,
            "Input should be \(expected), \(error.description)",
            input: input.json,
            context: ["error": .string(error.description)]
        )
    }

    /// Encodes the instant in UTC.
    ///
    /// - Throws: An error if the instant is before year 1 or after year 9999.
    public func encode(to writer: inout JSONWriter) throws {
        guard let text = rfc3339 else {
            throw UnencodableValue("The date is before year 1 or after year 9999, which RFC 3339 cannot represent.")
        }
        writer.string(text)
    }

    /// The schema `{"type": "string", "format": "date-time"}` with the constraints applied.
    public static func describe(_ constraints: [Constraint<Date>], _ registry: inout SchemaRegistry) -> JSONObject {
        constraints.describing(["type": "string", "format": "date-time"])
    }

    /// Pydantic's name for the type, `datetime`.
    public static var typeLabel: String { "datetime" }

    /// The instant as a string.
    public var bound: JSON { rfc3339.map { .string($0) } ?? .null }
}

extension Date {
    /// The number of seconds from 1970 to 2001, the reference date of `Date`.
    private static let referenceOffset = 978_307_200

    /// The instant in UTC in the format of RFC 3339, or `nil` if it is before year 1 or after year 9999.
    package var rfc3339: String? {
        guard let instant = Instant(self), let date = instant.date, let time = instant.time else { return nil }
        return "\(date)T\(time)Z"
    }

    /// Creates an instant from a string in the format of RFC 3339, or returns `nil` if the string is invalid.
    package init?(rfc3339 text: String) {
        guard let instant = try? Instant(text: text) else { return nil }
        self.init(instant)
    }

    fileprivate init(_ instant: Instant) {
        let seconds = Double(instant.seconds - Self.referenceOffset)
        let interval = seconds + Double(instant.microseconds) / 1_000_000
        // The last microseconds of year 9999 must not round up to year 10,000, which cannot be encoded.
        self.init(timeIntervalSinceReferenceDate: min(interval, Self.endOfYears.nextDown))
    }

    /// The first second of year 10,000, in seconds since 2001.
    private static let endOfYears = Double(253_402_300_800 - referenceOffset)

    fileprivate var parts: (seconds: Int, microseconds: Int)? {
        let interval = timeIntervalSinceReferenceDate
        // Well outside of the encodable years, and well within the range of `Int`.
        guard interval.magnitude < 1e12 else { return nil }
        let whole = interval.rounded(.down)
        let microseconds = Int(((interval - whole) * 1_000_000).rounded())
        return (Int(whole) + Self.referenceOffset + microseconds / 1_000_000, microseconds % 1_000_000)
    }
}

extension Instant {
    fileprivate init?(_ date: Date) {
        guard let parts = date.parts else { return nil }
        self.init(seconds: parts.seconds, microseconds: parts.microseconds)
    }

    /// Creates an instant from a Unix timestamp in seconds or milliseconds.
    init(_ number: JSONNumber) throws(TimeParseError) {
        if let integer = number.int {
            try self.init(timestamp: integer)
        } else {
            try self.init(timestamp: number.doubleOrInfinity)
        }
    }

    /// Creates an instant from a string: a timestamp, a date and time, or a date, which is midnight UTC.
    init(text: String) throws(TimeParseError) {
        if let instant = try Instant(timestampText: text) {
            self = instant
            return
        }
        do throws(TimeParseError) {
            self = try Instant(dateAndTime: text)
            return
        } catch {
            if error == .outsideOfYears { throw error }
        }
        // The error is that of parsing the string as a date.
        var parser = TimeParser(text)
        let date = try parser.date()
        try parser.end()
        guard let instant = Instant(date, .midnight, offset: 0) else { throw .yearZero }
        self = instant
    }

    /// Creates an instant from a timestamp or a date and time, ignoring the offset.
    init(localText text: String) throws(TimeParseError) {
        if let instant = try Instant(timestampText: text) {
            self = instant
        } else {
            try self.init(dateAndTime: text, isLocal: true)
        }
    }

    private init(dateAndTime text: String, isLocal: Bool = false) throws(TimeParseError) {
        var parser = TimeParser(text)
        let date = try parser.date()
        try parser.dateTimeSeparator()
        let time = try parser.time()
        let offset = try parser.offset() ?? 0
        try parser.end()
        guard let instant = Instant(date, time, offset: isLocal ? 0 : offset) else { throw .outsideOfYears }
        self = instant
    }
}

extension JSONNumber {
    /// The nearest `Double`, which is infinite if the number is out of range.
    var doubleOrInfinity: Double {
        double ?? (text.utf8.first == UInt8(ascii: "-") ? -.infinity : .infinity)
    }
}
