/// [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339#section-5.6) times, in seconds since 1970.
enum Timestamp {
    /// Parses a time such as `2026-01-31T23:59:59.5+01:00`; `nil` for any other text.
    ///
    /// A leap second counts as the first second of the next minute.
    static func seconds(_ text: String) -> Double? {
        var reader = Reader(rest: text.utf8[...])
        guard let year = reader.number(digits: 4), reader.skip("-"), let month = reader.number(digits: 2),
            reader.skip("-"), let day = reader.number(digits: 2),
            reader.skip("T") || reader.skip("t") || reader.skip(" "),
            let hour = reader.number(digits: 2), reader.skip(":"), let minute = reader.number(digits: 2),
            reader.skip(":"), let second = reader.number(digits: 2),
            1...12 ~= month, 1...length(ofMonth: month, year: year) ~= day, hour <= 23, minute <= 59, second <= 60,
            let fraction = reader.fraction(), let offset = reader.offset(), reader.rest.isEmpty
        else { return nil }
        let days = days(year: year, month: month, day: day)
        return Double(days * 86_400 + hour * 3600 + minute * 60 + second - offset) + fraction
    }

    /// Formats a time in UTC, with milliseconds if not zero; `nil` outside the years 0 to 9999.
    static func text(_ seconds: Double) -> String? {
        guard seconds >= -62_167_219_200, seconds < 253_402_300_800 else { return nil }
        // Rounded to the nearest millisecond, but not beyond the year 9999.
        let milliseconds = min(Int((seconds * 1000).rounded()), 253_402_300_799_999)
        let (days, time) = divide(milliseconds, by: 86_400_000)
        let (year, month, day) = date(days)
        var text = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T"
        text += "\(padded(time / 3_600_000, 2)):\(padded(time / 60_000 % 60, 2)):\(padded(time / 1000 % 60, 2))"
        if time % 1000 > 0 { text += ".\(padded(time % 1000, 3))" }
        return text + "Z"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return month == 2 ? (isLeapYear ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// The day counted from 1970, in eras of 400 years that begin in March.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let (era, yearOfEra) = divide(month <= 2 ? year - 1 : year, by: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let (era, dayOfEra) = divide(days + 719_468, by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let isNextYear = month >= 10
        return (
            yearOfEra + era * 400 + (isNextYear ? 1 : 0), isNextYear ? month - 9 : month + 3,
            dayOfYear - (153 * month + 2) / 5 + 1
        )
    }

    /// Division whose remainder is never negative.
    private static func divide(_ value: Int, by divisor: Int) -> (quotient: Int, remainder: Int) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }

    private struct Reader {
        var rest: Substring.UTF8View

        mutating func skip(_ character: Unicode.Scalar) -> Bool {
            guard rest.first == UInt8(ascii: character) else { return false }
            rest.removeFirst()
            return true
        }

        mutating func number(digits: Int) -> Int? {
            guard rest.count >= digits else { return nil }
            var number = 0
            for _ in 0..<digits {
                let byte = rest.removeFirst()
                guard ASCII.isDigit(byte) else { return nil }
                number = number * 10 + Int(byte - ASCII.zero)
            }
            return number
        }

        /// The fraction of a second, 0 without one.
        mutating func fraction() -> Double? {
            guard skip(".") else { return 0 }
            let digits = rest.prefix(while: ASCII.isDigit)
            rest = rest[digits.endIndex...]
            // Further digits exceed the precision of a date.
            return digits.isEmpty ? nil : Double("0." + String(Substring(digits.prefix(9))))
        }

        /// The offset from UTC in seconds.
        mutating func offset() -> Int? {
            if skip("Z") || skip("z") { return 0 }
            let isNegative = rest.first == ASCII.minus
            guard skip("-") || skip("+"), let hours = number(digits: 2), skip(":"), let minutes = number(digits: 2),
                hours <= 23, minutes <= 59
            else { return nil }
            return (isNegative ? -1 : 1) * (hours * 3600 + minutes * 60)
        }
    }
}
