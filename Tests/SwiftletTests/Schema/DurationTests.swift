import SwiftletJSON
import Testing

@testable import Swiftlet

@Suite struct DurationTests {
    @Test(arguments: PydanticDurations.timedelta.cases)
    func `decodes and encodes durations like Pydantic`(_ example: PydanticCase) throws {
        try example.check(Duration.self)
    }

    @Test func `durations round-trip`() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            let microseconds = Int64.random(in: -86_399_999_999_999_999...86_399_999_999_999_999, using: &generator)
            let duration = Duration.microseconds(microseconds)
            #expect(try decoded(Duration.self, duration.literal.description) == duration, "\(microseconds)")
        }
    }

    @Test(
        arguments: [
            (Duration.nanoseconds(1), "PT0S"), (.nanoseconds(500), "PT0.000001S"), (.nanoseconds(-500), "-PT0.000001S"),
            (.seconds(86_400 * 365), "P1Y"), (.seconds(-90), "-PT1M30S"), (.zero, "PT0S"),
            (.milliseconds(1500), "PT1.5S"),
            (Duration(secondsComponent: .max, attosecondsComponent: 0), "P292471208677Y195DT15H30M7S"),
        ] as [(Duration, String)]
    )
    func `encodes durations with microsecond precision`(_ duration: Duration, _ text: String) {
        #expect(duration.literal == .string(text))
    }

    /// The messages are those of Pydantic 2.14.
    @Test(
        arguments: [
            (Duration.seconds(3600) + .microseconds(5), "1 hour and 5 microseconds"), (.seconds(86_400), "1 day"),
            (.seconds(-5), "-1 days and 23 hours and 59 minutes and 55 seconds"), (.zero, "0 seconds"),
            (.milliseconds(183_662_500), "2 days and 3 hours and 1 minute and 2 seconds and 500000 microseconds"),
            (.seconds(-86_400), "-1 days"), (.seconds(90_000), "1 day and 1 hour"),
        ] as [(Duration, String)]
    )
    func `formats duration bounds in words`(_ bound: Duration, _ words: String) throws {
        let errors = try rejected(Duration.self, "-1e9", [.gt(bound)])
        #expect(errors.map(\.message) == ["Input should be greater than \(words)"])
        #expect(errors.map(\.context) == [["gt": .string(words)]])
    }

    @Test func `describes a duration`() {
        var registry = SchemaRegistry()
        #expect(Duration.describe([.ge(.zero)], &registry) == ["type": "string", "format": "duration"])
    }

    /// The limits of Python's `timedelta`, whose minimum is a whole number of days, and of Pydantic.
    @Test(
        arguments: [
            ("P999999999DT23H59M59.999999S", true), ("P1000000000D", false), ("-P999999999D", true),
            ("-P999999999DT1S", false), ("-P1000000000D", false), ("2400000000:00", true), ("2400000001:00", false),
            ("0000000001:00", true), ("00000000001:00", false),
        ] as [(String, Bool)]
    )
    func `limits durations like Python`(_ text: String, _ isValid: Bool) throws {
        let (value, errors) = try validate(Duration.self, "\"\(text)\"")
        #expect((value != nil) == isValid)
        #expect(errors.map(\.type) == (isValid ? [] : ["time_delta_parsing"]))
    }
}
