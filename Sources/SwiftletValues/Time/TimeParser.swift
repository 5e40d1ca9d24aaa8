import SwiftletJSON

/// Parses dates and times in the formats of RFC 3339, as leniently as Pydantic and with its error messages.
///
/// The date and the time are separated by `T`, `t`, `_` or a space. The seconds are optional. A fraction may have any number
/// of digits, of which six are used. The offset is optional, and so is its colon.
package struct TimeParser {
    private let bytes: [UInt8]
    private var position = 0

    package init(_ text: String) {
        self.bytes = Array(text.utf8)
    }

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Whether the whole input has been parsed.
    package var isAtEnd: Bool { position == bytes.count }

    /// Throws if there is unparsed input.
    package func end() throws(TimeParseError) {
        guard isAtEnd else { throw .extraCharacters }
    }

    /// Parses `YYYY-MM-DD`.
    package mutating func date() throws(TimeParseError) -> CalendarDate {
        guard bytes.count - position >= 10 else { throw .tooShort }
        let year = try digits(4, or: "invalid character in year")
        try separator("-", or: "invalid date separator, expected `-`")
        let month = try digits(2, or: "invalid character in month")
        try separator("-", or: "invalid date separator, expected `-`")
        let day = try digits(2, or: "invalid character in day")
        guard 1...12 ~= month else { throw TimeParseError("month value is outside expected range of 1-12") }
        guard 1...CivilDate.dayCount(year: year, month: month) ~= day else {
            throw TimeParseError("day value is outside expected range")
        }
        guard let date = CalendarDate(year: year, month: month, day: day) else { throw .yearZero }
        return date
    }

    /// Parses the separator between a date and a time.
    package mutating func dateTimeSeparator() throws(TimeParseError) {
        guard let byte = next else { throw .tooShort }
        guard [UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: "_"), UInt8(ascii: " ")].contains(byte) else {
            throw TimeParseError("invalid datetime separator, expected `T`, `t`, `_` or space")
        }
        position += 1
    }

    /// Parses `hh:mm`, `hh:mm:ss` or `hh:mm:ss.f`.
    package mutating func time() throws(TimeParseError) -> TimeOfDay {
        guard bytes.count - position >= 5 else { throw .tooShort }
        let hour = try digits(2, or: "invalid character in hour")
        try separator(":", or: "invalid time separator, expected `:`")
        let minute = try digits(2, or: "invalid character in minute")
        guard hour <= 23 else { throw TimeParseError("hour value is outside expected range of 0-23") }
        guard minute <= 59 else { throw TimeParseError("minute value is outside expected range of 0-59") }
        var second = 0
        var microsecond = 0
        if next == UInt8(ascii: ":") {
            position += 1
            second = try digits(2, or: "invalid character in second")
            guard second <= 59 else { throw TimeParseError("second value is outside expected range of 0-59") }
            if next == UInt8(ascii: ".") || next == UInt8(ascii: ",") {
                position += 1
                microsecond = try fraction()
            }
        }
        guard let time = TimeOfDay(hour: hour, minute: minute, second: second, microsecond: microsecond) else {
            throw .extraCharacters
        }
        return time
    }

    /// Parses an offset from UTC, `Z`, `+hh:mm` or `-hhmm`, in seconds.
    ///
    /// Returns `nil` at the end of the input.
    package mutating func offset() throws(TimeParseError) -> Int? {
        guard let byte = next else { return nil }
        let isNegative: Bool
        switch byte {
        case UInt8(ascii: "Z"), UInt8(ascii: "z"):
            position += 1
            return 0
        case UInt8(ascii: "+"):
            isNegative = false
            position += 1
        case UInt8(ascii: "-"):
            isNegative = true
            position += 1
        case 0xe2 where bytes[position...].starts(with: "\u{2212}".utf8):
            isNegative = true
            position += 3
        default:
            throw TimeParseError("invalid timezone sign")
        }
        let hours = try offsetDigits(or: "invalid timezone hour")
        if next == UInt8(ascii: ":") { position += 1 }
        let minutes = try offsetDigits(or: "invalid timezone minute")
        guard minutes <= 59 else { throw TimeParseError("timezone minute value is outside expected range of 0-59") }
        guard hours < 24 else { throw TimeParseError("timezone offset must be less than 24 hours") }
        let seconds = hours * 3600 + minutes * 60
        return isNegative ? -seconds : seconds
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func digits(_ count: Int, or message: String) throws(TimeParseError) -> Int {
        var value = 0
        for _ in 0..<count {
            guard let byte = next, byte.isDigit else { throw TimeParseError(message) }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
            position += 1
        }
        return value
    }

    /// Parses two digits; missing digits and invalid digits are the same error.
    private mutating func offsetDigits(or message: String) throws(TimeParseError) -> Int {
        guard bytes.count - position >= 2 else { throw TimeParseError(message) }
        return try digits(2, or: message)
    }

    private mutating func separator(_ character: Unicode.Scalar, or message: String) throws(TimeParseError) {
        guard let byte = next else { throw .tooShort }
        guard byte == UInt8(ascii: character) else { throw TimeParseError(message) }
        position += 1
    }

    private mutating func fraction() throws(TimeParseError) -> Int {
        var value = 0
        var count = 0
        while let byte = next, byte.isDigit {
            if count < 6 { value = value * 10 + Int(byte - UInt8(ascii: "0")) }
            count += 1
            position += 1
        }
        guard count > 0 else { throw TimeParseError("second fraction digits missing after `.`") }
        for _ in min(count, 6)..<6 {
            value *= 10
        }
        return value
    }
}
