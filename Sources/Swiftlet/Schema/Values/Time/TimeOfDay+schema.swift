public import SwiftletJSON
public import SwiftletValues

/// A time of day: `03:04:05`, with an optional offset from UTC, or the number of seconds since midnight.
extension TimeOfDay: SchemaValue, OrderedSchemaValue {
    /// Decodes a time of day.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<TimeOfDay>],
        validation: inout Validation
    ) -> TimeOfDay? {
        do throws(TimeParseError) {
            let time: TimeOfDay
            switch input.scalar {
            case .string(let text):
                time = try TimeOfDay(parsing: text)
            case .number(let number):
                time = try TimeOfDay(secondsSinceMidnight: number.doubleOrInfinity)
            case .null, .bool, .other:
                validation.record("time_type", "Input should be a valid time", input: input.json)
                return nil
            }
            validation.floorExactness(.lax)
            return constraints.apply(to: time, shown: input.json, validation: &validation)
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

    private init(secondsSinceMidnight seconds: Double) throws(TimeParseError) {
        guard seconds >= 0 else { throw TimeParseError("time in seconds should be positive") }
        guard seconds < 86_400 else { throw TimeParseError("numeric times may not exceed 86,399 seconds") }
        let microseconds = Int((seconds * 1_000_000).rounded())
        let whole = microseconds / 1_000_000
        guard
            let time = TimeOfDay(
                hour: whole / 3600,
                minute: whole / 60 % 60,
                second: whole % 60,
                microsecond: microseconds % 1_000_000,
                utcOffset: 0
            )
        else { throw TimeParseError("numeric times may not exceed 86,399 seconds") }
        self = time
    }

    /// Encodes the time in the format of RFC 3339.
    public func encode(to writer: inout JSONWriter) {
        writer.string(description)
    }

    /// The schema `{"type": "string", "format": "time"}` with the constraints applied.
    public static func describe(
        _ constraints: [Constraint<TimeOfDay>],
        _ registry: inout SchemaRegistry
    ) -> JSONObject {
        constraints.describing(["type": "string", "format": "time"])
    }

    /// Pydantic's name for the type, `time`.
    public static var typeLabel: String { "time" }

    /// The time as a string.
    public var bound: JSON { .string(description) }
}
