public import SwiftletJSON
import SwiftletValues

extension Duration: EndpointOutput {}

/// A duration: ISO 8601 such as `P3DT12H30M5S`, `12:30:05`, `3 days, 12:30`, or a number of seconds.
///
/// Encoded like Pydantic's `timedelta`: in ISO 8601 with microsecond precision and years of 365 days.
extension Duration: SchemaKey, OrderedSchemaValue {
    /// Decodes a positive or negative duration of less than a billion days.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<Duration>],
        validation: inout Validation
    ) -> Duration? {
        validation.floorExactness(.lax)
        do throws(TimeParseError) {
            let value: Int128
            switch input.scalar {
            case .string(let text):
                var parser = DurationParser(text)
                value = try parser.microseconds()
            case .number(let number):
                value = try microseconds(number)
            case .bool(let bool):
                value = bool ? 1_000_000 : 0
            case .null, .other:
                validation.record("time_delta_type", "Input should be a valid timedelta", input: input.json)
                return nil
            }
            return constraints.apply(to: Duration(microseconds: value), shown: input.json, validation: &validation)
        } catch {
            validation.record(
                "time_delta_parsing",
                "Input should be a valid timedelta, \(error.description)",
                input: input.json,
                context: ["error": .string(error.description)]
            )
            return nil
        }
    }

    private static func microseconds(_ number: JSONNumber) throws(TimeParseError) -> Int128 {
        if let integer = number.int64 { return try DurationParser.checked(Int128(integer) * 1_000_000) }
        // Clamped to a range that exceeds the limits but fits into an integer.
        let seconds = min(max(number.doubleOrInfinity, -1e18), 1e18)
        let whole = seconds.rounded(.towardZero)
        let fraction = ((seconds - whole) * 1_000_000).rounded()
        return try DurationParser.checked(Int128(whole) * 1_000_000 + Int128(fraction))
    }

    /// Encodes the duration in ISO 8601, with microsecond precision.
    public func encode(to writer: inout JSONWriter) {
        writer.string(iso8601)
    }

    /// The schema `{"type": "string", "format": "duration"}` with the constraints applied.
    public static func describe(_ constraints: [Constraint<Duration>], _ registry: inout SchemaRegistry) -> JSONObject {
        constraints.describing(["type": "string", "format": "duration"])
    }

    /// Pydantic's name for the type, `timedelta`.
    public static var typeLabel: String { "timedelta" }

    /// The duration in words, as in Pydantic's errors: `1 day and 5 seconds`.
    public var bound: JSON { .string(inWords) }
}

extension Duration {
    init(microseconds: Int128) {
        self.init(attoseconds: microseconds * 1_000_000_000_000)
    }

    /// The duration in microseconds, rounded to the nearest.
    fileprivate var microseconds: Int128 {
        let (quotient, rest) = attoseconds.quotientAndRemainder(dividingBy: 1_000_000_000_000)
        return rest.magnitude >= 500_000_000_000 ? quotient + (rest < 0 ? -1 : 1) : quotient
    }

    /// The duration in ISO 8601 with years of 365 days, such as `P1Y2DT3H4M5.6S`.
    var iso8601: String {
        let microseconds = microseconds
        let magnitude = microseconds.magnitude
        let seconds = magnitude / 1_000_000
        let days = seconds / 86_400
        var date = days >= 365 ? "\(days / 365)Y" : ""
        if days % 365 > 0 { date += "\(days % 365)D" }
        let hours = seconds % 86_400 / 3600
        let minutes = seconds % 3600 / 60
        var time = hours > 0 ? "\(hours)H" : ""
        if minutes > 0 { time += "\(minutes)M" }
        let rest = Int(seconds % 60)
        let fraction = Int(magnitude % 1_000_000)
        if fraction > 0 {
            var digits = fraction.padded(6)
            while digits.hasSuffix("0") { digits.removeLast() }
            time += "\(rest).\(digits)S"
        } else if rest > 0 || date.isEmpty && time.isEmpty {
            time += "\(rest)S"
        }
        return (microseconds < 0 ? "-P" : "P") + date + (time.isEmpty ? "" : "T\(time)")
    }

    /// The duration in words; if it is negative, only the days are negative, as in Python.
    private var inWords: String {
        let microseconds = microseconds
        let day: Int128 = 86_400_000_000
        var (days, rest) = microseconds.quotientAndRemainder(dividingBy: day)
        if rest < 0 { (days, rest) = (days - 1, rest + day) }
        let parts: [(Int128, String)] = [
            (days, "day"), (rest / 3_600_000_000, "hour"), (rest / 60_000_000 % 60, "minute"),
            (rest / 1_000_000 % 60, "second"), (rest % 1_000_000, "microsecond"),
        ]
        let words = parts.filter { $0.0 != 0 }.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
        return words.isEmpty ? "0 seconds" : words.joined(separator: " and ")
    }
}
