import Foundation
import SwiftletJSON
import Testing

@testable import Swiftlet
@testable import SwiftletValues

@Suite struct TimeTests {
    @Test(arguments: PydanticTimes.dateTime.cases)
    func `decodes dates with times like Pydantic`(_ example: PydanticCase) throws {
        try example.check(Date.self)
    }

    @Test(arguments: PydanticTimes.date.cases)
    func `decodes calendar dates like Pydantic`(_ example: PydanticCase) throws {
        try example.check(CalendarDate.self)
    }

    @Test(arguments: PydanticTimes.time.cases)
    func `decodes times of day like Pydantic`(_ example: PydanticCase) throws {
        try example.check(TimeOfDay.self)
    }

    @Test(arguments: [
        ("2026-01-02T03:04:05+01:00", "2026-01-02T02:04:05Z"), ("2026-01-02T03:04:05-0130", "2026-01-02T04:34:05Z"),
        ("2026-01-02T03:04:05\u{2212}01:00", "2026-01-02T04:04:05Z"), ("2026-01-02 03:04:05", "2026-01-02T03:04:05Z"),
        ("2026-01-02", "2026-01-02T00:00:00Z"), ("2025-12-31T23:59:59.999999-23:59", "2026-01-01T23:58:59.999999Z"),
    ])
    func `encodes dates in UTC`(_ input: String, _ output: String) throws {
        #expect(try decoded(Date.self, "\"\(input)\"").literal == .string(output))
    }

    @Test func `rejects a date before year 1`() throws {
        let errors = try rejected(Date.self, #""0001-01-01T00:00:00+01:00""#)
        #expect(errors.map(\.type) == ["datetime_parsing"])
        #expect(
            errors.map(\.message) == [
                "Input should be a valid datetime, the time in UTC is outside of the years 1 to 9999"
            ]
        )
        #expect(throws: (any Error).self) {
            var writer = JSONWriter()
            try Date.distantPast.addingTimeInterval(-1e12).encode(to: &writer)
        }
    }

    @Test func `computes calendar dates like Foundation`() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        for days in stride(from: -140_000, through: 2_932_896, by: 997) {
            let date = try #require(CalendarDate(daysSinceEpoch: days))
            #expect(date.daysSinceEpoch == days)
            let parts = calendar.dateComponents(
                [.year, .month, .day],
                from: Date(timeIntervalSince1970: Double(days) * 86_400)
            )
            #expect([parts.year, parts.month, parts.day] == [date.year, date.month, date.day])
        }
        #expect(CalendarDate(daysSinceEpoch: 2_932_896)?.description == "9999-12-31")
        #expect(CalendarDate(daysSinceEpoch: 2_932_897) == nil)
        #expect(CalendarDate(daysSinceEpoch: .max) == nil)
        #expect(CalendarDate(daysSinceEpoch: .min) == nil)
    }

    @Test func `dates round-trip`() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            let seconds = Int.random(in: -2_000_000_000...9_000_000_000, using: &generator)
            let text = "\(seconds).\(Int.random(in: 0...999_999, using: &generator).padded(6))"
            let date = try decoded(Date.self, "\"\(text)\"")
            #expect(try decoded(Date.self, date.literal.description) == date, "\(text)")
        }
    }

    @Test(arguments: [
        ("2254-12-31T23:59:59.999999Z", "2254-12-31T23:59:59.999999Z"),
        ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"), ("9999-12-31T23:59:59.5Z", "9999-12-31T23:59:59.500000Z"),
        ("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999969Z"),
    ])
    func `encodes every date that can be decoded`(_ input: String, _ output: String) throws {
        #expect(try decoded(Date.self, "\"\(input)\"").literal == .string(output))
    }

    @Test(arguments: ["03:04:05Z", "03:04:05+01:00", "03:04:05.600000-23:59", "03:04:05"])
    func `a time of day preserves its offset`(_ text: String) throws {
        #expect(try decoded(TimeOfDay.self, "\"\(text)\"").description == text)
        #expect(TimeOfDay(text)?.description == text)
    }

    @Test func `compares times with offsets in UTC`() throws {
        let early = try #require(TimeOfDay("03:30+01:00"))
        let late = try #require(TimeOfDay("03:00Z"))
        #expect(early < late)
        let local = try #require(TimeOfDay("03:15"))
        #expect(late < local)
        #expect(TimeOfDay(hour: 1, minute: 0, utcOffset: 86_400) == nil)
        #expect(try decoded(TimeOfDay.self, "1.5").description == "00:00:01.500000Z")
    }

    @Test func `checks bounds of dates`() throws {
        let bound = try decoded(Date.self, #""2026-01-01T00:00:00Z""#)
        let errors = try rejected(Date.self, #""2025-12-31""#, [.ge(bound)])
        #expect(errors.first?.message == "Input should be greater than or equal to 2026-01-01T00:00:00Z")
    }

    @Test func `parses dates and times from strings`() {
        #expect(CalendarDate("2026-02-28")?.description == "2026-02-28")
        #expect(CalendarDate("2026-02-29") == nil)
        #expect(CalendarDate("2026-02-28x") == nil)
        #expect(TimeOfDay("03:04:05.5")?.description == "03:04:05.500000")
        #expect(TimeOfDay("25:00") == nil)
    }
}
