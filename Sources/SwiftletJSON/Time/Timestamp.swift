/// [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339#section-5.6) times, in seconds since 1970.
package enum Timestamp {
    /// Parses a time such as `2026-01-31T23:59:59.5+01:00`; `nil` for any other text.
    ///
    /// A leap second counts as the first second of the next minute.
    package static func seconds(_ text: String) -> Double? {
        var reader = Reader(rest: text.utf8[...])
        guard let year = reader.number(digits: 4), reader.skip("-"), let month = reader.number(digits: 2),
            reader.skip("-"), let day = reader.number(digits: 2),
            reader.skip("T") || reader.skip("t") || reader.skip(" "),
            let hour = reader.number(digits: 2), reader.skip(":"), let minute = reader.number(digits: 2),
            reader.skip(":"), let second = reader.number(digits: 2),
            hour <= 23, minute <= 59, second <= 60,
            let fraction = reader.fraction(), let offset = reader.offset(), reader.rest.isEmpty
        else { return nil }
        let date = CivilDate(year: year, month: month, day: day)
        guard date.isValid else { return nil }
        return Double(date.daysSince1970 * 86_400 + hour * 3600 + minute * 60 + second - offset) + fraction
    }

    /// Formats a time in UTC, with milliseconds if not zero; `nil` outside the years 0 to 9999.
    package static func text(_ seconds: Double) -> String? {
        guard seconds >= -62_167_219_200, seconds < 253_402_300_800 else { return nil }
        // Rounded to the nearest millisecond, but not beyond the year 9999.
        let milliseconds = min(Int((seconds * 1000).rounded()), 253_402_300_799_999)
        let (days, time) = milliseconds.dividedRoundingDown(by: 86_400_000)
        var text = "\(CivilDate(daysSince1970: days).text)T"
        text += "\((time / 3_600_000).padded(2)):\((time / 60_000 % 60).padded(2)):\((time / 1000 % 60).padded(2))"
        if time % 1000 > 0 { text += ".\((time % 1000).padded(3))" }
        return text + "Z"
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
