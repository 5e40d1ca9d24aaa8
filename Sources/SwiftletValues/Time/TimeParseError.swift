/// The reason that a string is not a date, time or duration, in Pydantic's wording.
package struct TimeParseError: Error, Equatable {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }

    package static let tooShort = TimeParseError("input is too short")
    package static let extraCharacters = TimeParseError("unexpected extra characters at the end of the input")
    package static let yearZero = TimeParseError("year 0 is out of range")
    package static let outsideOfYears = TimeParseError("the time in UTC is outside of the years 1 to 9999")
    package static let tooLate = TimeParseError("dates after 9999 are not supported as unix timestamps")
    package static let tooEarly = TimeParseError("dates before 0000 are not supported as unix timestamps")
}
