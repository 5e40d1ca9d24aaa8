import SwiftletJSON

/// A scanner for the date and time formats of both databases.
struct DateTimeScanner {
    private var rest: ArraySlice<UInt8>

    init(_ text: ArraySlice<UInt8>) {
        rest = text
    }

    enum Infinity {
        case positive
        case negative
    }

    /// Parses PostgreSQL's `infinity` and `-infinity`; returns `nil` for other text.
    static func infinity(_ text: ArraySlice<UInt8>) -> Infinity? {
        if text.elementsEqual("infinity".utf8) { return .positive }
        return text.elementsEqual("-infinity".utf8) ? .negative : nil
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest = rest.dropFirst()
        return true
    }

    mutating func skip(_ word: String) -> Bool {
        guard rest.starts(with: word.utf8) else { return false }
        rest = rest.dropFirst(word.utf8.count)
        return true
    }

    /// Scans digits whose number is in a range.
    mutating func number(_ width: ClosedRange<Int>) -> Int? {
        let digits = rest.prefix(width.upperBound).prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard width.contains(digits.count) else { return nil }
        rest = rest.dropFirst(digits.count)
        return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    /// Scans `2026-01-02`.
    ///
    /// The result is not validated, because the era follows at the end of the text.
    mutating func date() -> CivilDate? {
        guard let year = number(4...7), skip("-"), let month = number(2...2), skip("-"), let day = number(2...2)
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    /// Scans `03:04:05.678901` and returns microseconds.
    ///
    /// Digits after the sixth decimal are dropped.
    mutating func time() -> Int? {
        guard let hour = number(2...2), hour <= 24, skip(":"), let minute = number(2...2), minute < 60, skip(":"),
            let second = number(2...2), second <= 60
        else { return nil }
        var microseconds = 0
        if skip(".") {
            let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard !digits.isEmpty else { return nil }
            rest = rest.dropFirst(digits.count)
            for position in 0..<6 {
                let index = digits.startIndex + position
                let digit = index < digits.endIndex ? Int(digits[index] - UInt8(ascii: "0")) : 0
                microseconds = microseconds * 10 + digit
            }
        }
        return ((hour * 60 + minute) * 60 + second) * 1_000_000 + microseconds
    }

    /// Scans `Z`, `+02`, `-05:30`, `+0530` or `+00:19:32` and returns seconds east of UTC.
    mutating func zone() -> Int? {
        if skip("Z") || skip("z") {
            return 0
        }
        let sign = skip("+") ? 1 : skip("-") ? -1 : 0
        guard sign != 0, let hours = number(2...2) else { return nil }
        var seconds = hours * 3600
        let isSeparated = skip(":")
        if let minutes = number(2...2) {
            seconds += minutes * 60
        } else if isSeparated {
            return nil
        }
        if skip(":") {
            guard let odd = number(2...2) else { return nil }
            seconds += odd
        }
        return sign * seconds
    }
}
