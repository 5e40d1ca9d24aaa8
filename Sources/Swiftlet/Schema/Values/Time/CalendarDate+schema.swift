public import SwiftletJSON
public import SwiftletValues

/// A date: `2026-02-28`, a date and time at midnight, or a Unix timestamp of a midnight in seconds or milliseconds.
extension CalendarDate: SchemaValue, OrderedSchemaValue {
    /// Decodes a date.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<CalendarDate>],
        validation: inout Validation
    ) -> CalendarDate? {
        let instant: Instant
        validation.floorExactness(.lax)
        do throws(TimeParseError) {
            switch input.scalar {
            case .string(let text):
                var parser = TimeParser(text)
                if let date = try parser.wholeDate() {
                    return constraints.apply(to: date, shown: input.json, validation: &validation)
                }
                instant = try Instant(localText: text)
            case .number(let number):
                instant = try Instant(number)
            case .null, .bool, .other:
                validation.record("date_type", "Input should be a valid date", input: input.json)
                return nil
            }
        } catch .yearZero {
            validation.record(
                "date_parsing",
                "Input should be a valid date in the format YYYY-MM-DD, \(TimeParseError.yearZero.description)",
                input: input.json,
                context: ["error": .string(TimeParseError.yearZero.description)]
            )
            return nil
        } catch {
            validation.record(
                "date_from_datetime_parsing",
                "Input should be a valid date or datetime, \(error.description)",
                input: input.json,
                context: ["error": .string(error.description)]
            )
            return nil
        }
        guard let date = instant.date, instant.time == .midnight else {
            validation.record(
                "date_from_datetime_inexact",
                "Datetimes provided to dates should have zero time - e.g. be exact dates",
                input: input.json
            )
            return nil
        }
        return constraints.apply(to: date, shown: input.json, validation: &validation)
    }

    /// Encodes the date in the format of RFC 3339.
    public func encode(to writer: inout JSONWriter) {
        writer.string(description)
    }

    /// The schema `{"type": "string", "format": "date"}` with the constraints applied.
    public static func describe(
        _ constraints: [Constraint<CalendarDate>],
        _ registry: inout SchemaRegistry
    ) -> JSONObject {
        constraints.describing(["type": "string", "format": "date"])
    }

    /// Pydantic's name for the type, `date`.
    public static var typeLabel: String { "date" }

    /// The date as a string.
    public var bound: JSON { .string(description) }
}

extension TimeParser {
    /// Parses a date that is the whole input, or returns `nil` if the input is anything else.
    fileprivate mutating func wholeDate() throws(TimeParseError) -> CalendarDate? {
        do throws(TimeParseError) {
            let date = try date()
            return isAtEnd ? date : nil
        } catch {
            if error == .yearZero { throw error }
            return nil
        }
    }
}
