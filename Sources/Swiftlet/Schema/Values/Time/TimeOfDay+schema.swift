public import SwiftletJSON

/// A time of day: `03:04:05`, or the number of seconds since midnight. An offset from UTC is allowed and passed over.
extension TimeOfDay: SchemaValue, OrderedSchemaValue {
    /// Decodes a time of day.
    public static func decode(
        _ input: InputValue,
        _ rules: [Constraint<TimeOfDay>],
        _ validation: inout Validation
    ) -> TimeOfDay? {
        do throws(TimeFault) {
            let time: TimeOfDay
            switch input.scalar {
            case .string(let text):
                var reader = TimeReader(text)
                time = try reader.time()
                _ = try reader.offset()
                try reader.end()
            case .number(let number):
                time = try TimeOfDay(secondsSinceMidnight: number.double ?? .infinity)
            case .null, .bool, .other:
                validation.record("time_type", "Input should be a valid time", input: input.json)
                return nil
            }
            return rules.apply(to: time, shown: input.json, &validation)
        } catch {
            validation.record(
                "time_parsing",
                "Input should be in a valid time format, \(error.description)",
                input: input.json,
                context: ["error": .string(error.description)]
            )
            return nil
        }
    }

    private init(secondsSinceMidnight seconds: Double) throws(TimeFault) {
        guard seconds >= 0 else { throw TimeFault("time in seconds should be positive") }
        guard seconds < 86_400 else { throw TimeFault("numeric times may not exceed 86,399 seconds") }
        let whole = Int(seconds)
        // Rounding up to the next second would leave the day.
        let microsecond = min(Int(((seconds - Double(whole)) * 1_000_000).rounded()), 999_999)
        guard
            let time = TimeOfDay(
                hour: whole / 3600,
                minute: whole / 60 % 60,
                second: whole % 60,
                microsecond: microsecond
            )
        else { throw .extraCharacters }
        self = time
    }

    /// Writes the time as RFC 3339 has it.
    public func encode(to writer: inout JSONWriter) {
        writer.string(description)
    }

    /// `{"type": "string", "format": "time"}` with the rules.
    public static func describe(_ rules: [Constraint<TimeOfDay>], _ registry: inout SchemaRegistry) -> JSONObject {
        var schema: JSONObject = ["type": "string", "format": "time"]
        rules.describe(&schema)
        return schema
    }

    /// The time as a text.
    public var bound: JSON { .string(description) }
}
