import SwiftletValues

/// Parses durations in ISO 8601 format or as days and clock time, like Pydantic.
///
/// Accepts `P3DT12H30M5S`, `PT1.5S`, `12:30:05` and `3 days, 12:30`, each with an optional sign. A year has 365 days and a
/// month 30.
struct DurationParser {
    private let bytes: [UInt8]
    private var position = 0

    private static let microsecondsOfSecond = 1_000_000
    private static let secondsOfDay = 86_400
    /// The maximum of a number in the string, which has 32 bits in Pydantic.
    private static let numberLimit = 4_294_967_295
    /// Pydantic's actual limits of the hours in `hh:mm`, which differ from its error message.
    private static let hourLimit = 2_400_000_000
    private static let hourDigits = 10
    private static let dayLimit = 999_999_999

    init(_ text: String) {
        self.bytes = Array(text.utf8)
    }

    /// Parses the whole string.
    ///
    /// - Returns: The duration in microseconds.
    mutating func microseconds() throws(TimeParseError) -> Int128 {
        guard let first = next else { throw .tooShort }
        let isNegative = first == UInt8(ascii: "-")
        if isNegative || first == UInt8(ascii: "+") { position += 1 }
        let value: Int128
        if next == UInt8(ascii: "P") {
            position += 1
            value = try isoDuration()
        } else if bytes.count - position < 5 || bytes.contains(where: { $0 | 0x20 == UInt8(ascii: "d") }) {
            value = try daysAndTime()
        } else {
            value = try clockTime(hourLimit: Self.hourLimit)
        }
        return try Self.checked(isNegative ? -value : value)
    }

    /// Returns the microseconds, or throws if they are out of the range of durations.
    static func checked(_ microseconds: Int128) throws(TimeParseError) -> Int128 {
        // The minimum is a whole number of days, as in Python.
        let microsecondsOfDay = Int128(secondsOfDay * microsecondsOfSecond)
        let range = -Int128(dayLimit) * microsecondsOfDay..<Int128(dayLimit + 1) * microsecondsOfDay
        guard range.contains(microseconds) else { throw TimeParseError("durations may not exceed 999,999,999 days") }
        return microseconds
    }

    private mutating func isoDuration() throws(TimeParseError) -> Int128 {
        let start = position
        var total: Int128 = 0
        var isTime = false
        var hadFraction = false
        while let byte = next {
            if byte == UInt8(ascii: "T") {
                if isTime { throw TimeParseError("`t` character repeated in duration") }
                isTime = true
                position += 1
                continue
            }
            let (value, fraction) = try number()
            if hadFraction { throw TimeParseError("quantity fraction invalid in duration") }
            hadFraction = fraction != nil
            guard let seconds = next.flatMap({ Self.unit($0, isTime: isTime) }) else {
                throw TimeParseError("quantity invalid in \(isTime ? "time" : "date") part of duration")
            }
            position += 1
            let unitCount = isTime ? value * seconds : value * (seconds / Self.secondsOfDay)
            guard unitCount <= Self.numberLimit else { throw Self.tooLarge }
            total += Int128(value) * Int128(seconds) * Int128(Self.microsecondsOfSecond)
            if let fraction {
                total += Int128((fraction * Double(seconds) * Double(Self.microsecondsOfSecond)).rounded())
            }
        }
        guard position - start >= 2 else { throw .tooShort }
        return total
    }

    /// Returns the number of seconds in a unit of ISO 8601, or `nil` for an unknown unit.
    private static func unit(_ byte: UInt8, isTime: Bool) -> Int? {
        switch (byte, isTime) {
        case (UInt8(ascii: "Y"), false): 365 * secondsOfDay
        case (UInt8(ascii: "M"), false): 30 * secondsOfDay
        case (UInt8(ascii: "W"), false): 7 * secondsOfDay
        case (UInt8(ascii: "D"), false): secondsOfDay
        case (UInt8(ascii: "H"), true): 3600
        case (UInt8(ascii: "M"), true): 60
        case (UInt8(ascii: "S"), true): 1
        default: nil
        }
    }

    /// Parses `3 days, 12:30:05`, `3d` or `3 days`.
    private mutating func daysAndTime() throws(TimeParseError) -> Int128 {
        let days = try integer()
        let malformed = TimeParseError("\"day\" identifier in duration not correctly formatted")
        if next == UInt8(ascii: " ") { position += 1 }
        guard lowercase(next) == UInt8(ascii: "d") else { throw malformed }
        position += 1
        if lowercase(next) == UInt8(ascii: "a") {
            // After the first letter, all are of one case.
            let rest = bytes[position...]
            let isUpper = rest.starts(with: "AY".utf8)
            guard isUpper || rest.starts(with: "ay".utf8) else { throw malformed }
            position += 2
            if next == (isUpper ? UInt8(ascii: "S") : UInt8(ascii: "s")) { position += 1 }
        }
        let total = Int128(days) * Int128(Self.secondsOfDay * Self.microsecondsOfSecond)
        if next == UInt8(ascii: ",") { position += 1 }
        if next == UInt8(ascii: " ") { position += 1 }
        guard next != nil else { return total }
        guard bytes.count - position >= 5 else { throw .tooShort }
        return try total + clockTime(hourLimit: 23)
    }

    /// Parses `hh:mm`, `hh:mm:ss` or `hh:mm:ss.f`, with up to ten digits for the hours.
    private mutating func clockTime(hourLimit: Int) throws(TimeParseError) -> Int128 {
        guard let colon = bytes[position...].firstIndex(of: UInt8(ascii: ":")) else { throw Self.invalidHour }
        guard colon - position <= Self.hourDigits else { throw Self.tooManyHours }
        var hours = 0
        while position < colon {
            guard bytes[position].isDigit else { throw Self.invalidHour }
            hours = hours * 10 + Int(bytes[position] - UInt8(ascii: "0"))
            position += 1
        }
        guard hours <= hourLimit else { throw Self.tooManyHours }
        // With the hours replaced by `00`, the rest is parsed as a time of day.
        var parser = TimeParser(Array("00".utf8) + bytes[position...])
        let time = try parser.time()
        try parser.end()
        let seconds = hours * 3600 + time.seconds
        return Int128(seconds) * Int128(Self.microsecondsOfSecond) + Int128(time.microsecond)
    }

    private static let tooManyHours = TimeParseError("durations may not exceed 999,999,999 hours")
    private static let invalidHour = TimeParseError("invalid character in hour")
    private static let invalidDigit = TimeParseError("invalid digit in duration")
    private static let tooLarge = TimeParseError("a numeric value in the duration is too large")

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func lowercase(_ byte: UInt8?) -> UInt8? { byte.map { $0 | 0x20 } }

    private mutating func integer() throws(TimeParseError) -> Int {
        guard let first = next else { throw .tooShort }
        guard first.isDigit else { throw Self.invalidDigit }
        var value = 0
        while let byte = next, byte.isDigit {
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
            guard value <= Self.numberLimit else { throw Self.tooLarge }
            position += 1
        }
        return value
    }

    private mutating func number() throws(TimeParseError) -> (value: Int, fraction: Double?) {
        let value = try integer()
        guard next == UInt8(ascii: ".") || next == UInt8(ascii: ",") else { return (value, nil) }
        position += 1
        var fraction = 0.0
        var scale = 1.0
        while let byte = next, byte.isDigit {
            scale *= 10
            fraction += Double(byte - UInt8(ascii: "0")) / scale
            position += 1
        }
        return (value, fraction)
    }
}
