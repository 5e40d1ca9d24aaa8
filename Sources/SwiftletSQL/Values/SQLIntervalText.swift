/// A parser for intervals: `1 year 2 mons -3 days 04:05:06.5` (PostgreSQL) and `P1Y2M-3DT4H5M6.5S` (ISO 8601).
///
/// See https://www.postgresql.org/docs/15/datatype-datetime.html#DATATYPE-INTERVAL-OUTPUT.
struct SQLIntervalText {
    private var rest: ArraySlice<UInt8>
    private var months: Int64 = 0
    private var days: Int64 = 0
    private var microseconds: Int64 = 0

    /// Parses either format; returns `nil` for other text and for an interval that is out of range.
    static func interval(_ text: ArraySlice<UInt8>) -> SQLInterval? {
        var reader = SQLIntervalText(rest: text)
        let isRead = text.first == UInt8(ascii: "P") ? reader.readISO() : reader.readPostgres()
        guard isRead, let months = Int32(exactly: reader.months), let days = Int32(exactly: reader.days) else {
            return nil
        }
        return SQLInterval(months: months, days: days, microseconds: reader.microseconds)
    }

    private init(rest: ArraySlice<UInt8>) {
        self.rest = rest
    }

    private enum Unit: Int64 {
        case second = 1_000_000
        case minute = 60_000_000
        case hour = 3_600_000_000
    }

    private mutating func readISO() -> Bool {
        rest.removeFirst()
        guard !rest.isEmpty else { return false }
        var isInTime = false
        while let byte = rest.first {
            if byte == UInt8(ascii: "T"), !isInTime, rest.count > 1 {
                isInTime = true
                rest.removeFirst()
                continue
            }
            guard let number = number(), let designator = rest.popFirst() else { return false }
            let isAdded =
                switch (designator, isInTime) {
                case (UInt8(ascii: "Y"), false): addMonths(number, each: 12)
                case (UInt8(ascii: "M"), false): addMonths(number, each: 1)
                case (UInt8(ascii: "W"), false): addDays(number, each: 7)
                case (UInt8(ascii: "D"), false): addDays(number, each: 1)
                case (UInt8(ascii: "H"), true): add(number, .hour)
                case (UInt8(ascii: "M"), true): add(number, .minute)
                case (UInt8(ascii: "S"), true): add(number, .second)
                default: false
                }
            guard isAdded else { return false }
        }
        return true
    }

    private mutating func readPostgres() -> Bool {
        guard !rest.isEmpty else { return false }
        while !rest.isEmpty {
            guard let number = number() else { return false }
            if rest.first == UInt8(ascii: ":") { return readClock(number) }
            guard rest.popFirst() == UInt8(ascii: " ") else { return false }
            let word = rest.prefix { $0 != UInt8(ascii: " ") }
            rest = rest.dropFirst(word.count)
            let isAdded =
                switch String(decoding: word, as: UTF8.self) {
                case "year", "years": addMonths(number, each: 12)
                case "mon", "mons": addMonths(number, each: 1)
                case "day", "days": addDays(number, each: 1)
                default: false
                }
            guard isAdded else { return false }
            if !rest.isEmpty, rest.popFirst() != UInt8(ascii: " ") || rest.isEmpty { return false }
        }
        return true
    }

    /// Parses the part of `-04:05:06.5` after the hours, whose sign applies to all parts.
    private mutating func readClock(_ hours: Number) -> Bool {
        var parts = [hours]
        while parts.count < 3 {
            guard rest.popFirst() == UInt8(ascii: ":"), var part = number(), !part.hasSign else { return false }
            part.isNegative = hours.isNegative
            parts.append(part)
        }
        return rest.isEmpty && add(hours, .hour) && add(parts[1], .minute) && add(parts[2], .second)
    }

    // MARK: - Numbers

    private struct Number {
        var isNegative = false
        var hasSign = false
        var whole: Int64 = 0
        /// The fraction in millionths.
        var fraction: Int64 = 0
    }

    /// Parses a number with an optional sign and up to six decimals.
    private mutating func number() -> Number? {
        var number = Number()
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
            number.hasSign = true
            number.isNegative = rest.popFirst() == UInt8(ascii: "-")
        }
        let whole = digits()
        guard !whole.isEmpty, let value = Int64(String(decoding: whole, as: UTF8.self)) else { return nil }
        number.whole = value
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            let decimals = digits()
            guard (1...6).contains(decimals.count) else { return nil }
            for position in 0..<6 {
                let index = decimals.startIndex + position
                number.fraction *= 10
                if index < decimals.endIndex { number.fraction += Int64(decimals[index] - UInt8(ascii: "0")) }
            }
        }
        return number
    }

    private mutating func digits() -> ArraySlice<UInt8> {
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        rest = rest.dropFirst(digits.count)
        return digits
    }

    private mutating func addMonths(_ number: Number, each: Int64) -> Bool {
        number.fraction == 0 && Self.add(number, each, to: &months)
    }

    private mutating func addDays(_ number: Number, each: Int64) -> Bool {
        number.fraction == 0 && Self.add(number, each, to: &days)
    }

    private mutating func add(_ number: Number, _ unit: Unit) -> Bool {
        guard number.fraction == 0 || unit == .second else { return false }
        return Self.add(number, unit.rawValue, to: &microseconds)
    }

    private static func add(_ number: Number, _ unit: Int64, to sum: inout Int64) -> Bool {
        let sign: Int64 = number.isNegative ? -1 : 1
        let (whole, isTooLong) = number.whole.multipliedReportingOverflow(by: sign * unit)
        // The fraction has the sign of the number, so that the smallest Int64 is reached as well.
        let (part, isBeyond) = whole.addingReportingOverflow(sign * number.fraction)
        let (result, overflows) = sum.addingReportingOverflow(part)
        guard !isTooLong, !isBeyond, !overflows else { return false }
        sum = result
        return true
    }
}
