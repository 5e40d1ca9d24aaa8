/// The reason that a string is not a date, time or duration, in Pydantic's wording.
struct TimeParseError: Error, Equatable {
    let description: String

    init(_ description: String) {
        self.description = description
    }

    static let tooShort = TimeParseError("input is too short")
    static let extraCharacters = TimeParseError("unexpected extra characters at the end of the input")
    static let yearZero = TimeParseError("year 0 is out of range")
    static let outsideOfYears = TimeParseError("the time in UTC is outside of the years 1 to 9999")
    static let tooLate = TimeParseError("dates after 9999 are not supported as unix timestamps")
    static let tooEarly = TimeParseError("dates before 0000 are not supported as unix timestamps")
}
