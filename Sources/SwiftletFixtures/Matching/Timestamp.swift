import FoundationEssentials

/// Parses timestamps of [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339#section-5.6).
enum Timestamp {
    /// Whether a text is a date and time with an offset, such as `2026-01-02T03:04:05.678900Z`.
    static func isTimestamp(_ text: String) -> Bool {
        secondsSinceEpoch(text) != nil
    }

    /// Whether a text is a timestamp within a day of now, which was probably generated rather than part of the data.
    static func isRecent(_ text: String, now: Date = Date()) -> Bool {
        guard let seconds = secondsSinceEpoch(text) else { return false }
        return abs(seconds - now.timeIntervalSince1970) < 86_400
    }

    private static func secondsSinceEpoch(_ text: String) -> Double? {
        var scanner = Scanner(bytes: Array(text.utf8)[...])
        guard let year = scanner.digits(4), scanner.skip("-"), let month = scanner.digits(2), scanner.skip("-"),
            let day = scanner.digits(2), scanner.skip("T", or: "t"),
            let hour = scanner.digits(2), scanner.skip(":"), let minute = scanner.digits(2), scanner.skip(":"),
            let second = scanner.digits(2), scanner.skipFraction(), let offset = scanner.offset(),
            scanner.bytes.isEmpty,
            1...12 ~= month, 1...days(in: month, of: year) ~= day, hour < 24, minute < 60, second <= 60
        else { return nil }
        let time = hour * 3600 + minute * 60 + second - offset
        return Double(daysSinceEpoch(year: year, month: month, day: day) * 86_400 + time)
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The days since 1970-01-01, counted in years that start in March so that the leap day is the last.
    private static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
        let marchYear = month > 2 ? year : year - 1
        let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private struct Scanner {
        var bytes: ArraySlice<UInt8>

        mutating func digits(_ count: Int) -> Int? {
            guard bytes.count >= count, bytes.prefix(count).allSatisfy(\.isDigit) else { return nil }
            defer { bytes.removeFirst(count) }
            return bytes.prefix(count).reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        }

        mutating func skip(_ character: Unicode.Scalar, or other: Unicode.Scalar? = nil) -> Bool {
            guard let first = bytes.first, first == UInt8(ascii: character) || other.map(UInt8.init(ascii:)) == first
            else {
                return false
            }
            bytes.removeFirst()
            return true
        }

        mutating func skipFraction() -> Bool {
            guard bytes.first == UInt8(ascii: ".") else { return true }
            let digits = bytes.dropFirst().prefix(while: \.isDigit)
            bytes = bytes.dropFirst(1 + digits.count)
            return !digits.isEmpty
        }

        /// The UTC offset in seconds.
        mutating func offset() -> Int? {
            if skip("Z", or: "z") { return 0 }
            let sign = bytes.first == UInt8(ascii: "-") ? -1 : 1
            guard skip("+", or: "-"), let hours = digits(2), skip(":"), let minutes = digits(2), hours < 24,
                minutes < 60
            else { return nil }
            return sign * (hours * 3600 + minutes * 60)
        }
    }
}
