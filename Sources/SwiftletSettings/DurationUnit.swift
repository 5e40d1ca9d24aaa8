/// The unit of a duration in a setting.
public struct DurationUnit: Sendable, Hashable, CustomStringConvertible {
    /// The unit's name, in the plural.
    public let description: String
    /// The unit's symbol in a value.
    let symbol: String
    let milliseconds: Int64

    /// Milliseconds, `ms`.
    public static let milliseconds = DurationUnit(description: "milliseconds", symbol: "ms", milliseconds: 1)
    /// Seconds, `s`.
    public static let seconds = DurationUnit(description: "seconds", symbol: "s", milliseconds: 1000)
    /// Minutes, `m`.
    public static let minutes = DurationUnit(description: "minutes", symbol: "m", milliseconds: 60_000)
    /// Hours, `h`.
    public static let hours = DurationUnit(description: "hours", symbol: "h", milliseconds: 3_600_000)
    /// Days of 24 hours, `d`.
    public static let days = DurationUnit(description: "days", symbol: "d", milliseconds: 86_400_000)

    private static let all = [milliseconds, seconds, minutes, hours, days]

    /// Parses an integer, optionally followed by a unit.
    ///
    /// - Returns: The duration, or `nil` if the text has another form or the number is too large.
    static func duration(of text: String, unit: DurationUnit) -> Duration? {
        let digits = text.utf8.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        let suffix = text.utf8[digits.endIndex...]
        guard let number = Int64(Substring(digits)),
            let unit = suffix.isEmpty ? unit : all.first(where: { suffix.elementsEqual($0.symbol.utf8) })
        else { return nil }
        let (milliseconds, overflow) = number.multipliedReportingOverflow(by: unit.milliseconds)
        return overflow ? nil : .milliseconds(milliseconds)
    }

    /// Returns a duration in the largest unit of which it is a multiple.
    static func text(of duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        if attoseconds != 0 || seconds == 0 {
            return "\(seconds * 1000 + attoseconds / 1_000_000_000_000_000)ms"
        }
        let unit = all.last { $0.milliseconds >= 1000 && seconds % ($0.milliseconds / 1000) == 0 } ?? Self.seconds
        return "\(seconds / (unit.milliseconds / 1000))\(unit.symbol)"
    }
}
