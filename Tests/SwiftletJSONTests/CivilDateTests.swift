import SwiftletJSON
import Testing

@Suite struct CivilDateTests {
    @Test func `days convert to dates and back`() {
        for day in stride(from: -2_000_000, through: 2_000_000, by: 997) {
            let date = CivilDate(daysSince1970: day)
            #expect(date.daysSince1970 == day)
            #expect(date.isValid)
        }
        #expect(CivilDate(daysSince1970: 0) == CivilDate(year: 1970, month: 1, day: 1))
        #expect(CivilDate(daysSince1970: -719_468) == CivilDate(year: 0, month: 3, day: 1))
    }

    @Test(arguments: [Int.min, .max]) func `days out of range are clamped`(days: Int) {
        #expect(CivilDate(daysSince1970: days).isValid)
    }

    @Test(arguments: [(1900, 2, 29), (2026, 4, 31), (2026, 0, 1), (2026, 13, 1), (2026, 1, 0), (-1, 2, 29)])
    func `a date that does not exist is invalid`(year: Int, month: Int, day: Int) {
        #expect(CivilDate(year: year, month: month, day: day).isValid == false)
    }

    @Test(arguments: [(2000, 2, 29), (0, 2, 29), (-4, 2, 29), (2026, 12, 31)])
    func `a date that exists is valid`(year: Int, month: Int, day: Int) {
        #expect(CivilDate(year: year, month: month, day: day).isValid)
    }

    @Test func `text has at least four digits for the year`() {
        #expect(CivilDate(year: 1, month: 2, day: 3).text == "0001-02-03")
        #expect(CivilDate(year: -12, month: 2, day: 3).text == "-0012-02-03")
        #expect(CivilDate(year: 12_345, month: 10, day: 13).text == "12345-10-13")
    }
}
