import Foundation
import TestSupport
import Testing

@testable import SwiftletSQL

/// Intervals, and infinite dates and timestamps.
@Suite(.timeLimit(.minutes(2))) struct IntervalTests {
    static let intervals: [SQLInterval] = [
        SQLInterval(), SQLInterval(months: 14, days: 3, microseconds: 14_706_789_000),
        SQLInterval(months: -14, days: -3, microseconds: -14_706_000_001),
        SQLInterval(months: 1, days: -1, microseconds: 1),
        SQLInterval(microseconds: -500_000), SQLInterval(days: 400), SQLInterval(microseconds: 360_000_000_000),
        SQLInterval(months: 1, days: -2, microseconds: -1), SQLInterval(months: .max, days: .max, microseconds: .max),
        SQLInterval(months: -2_000_000_000, days: .min, microseconds: -9_223_372_036_854_775_000),
    ]

    @Test(arguments: TestDriver.allCases, ["postgres", "iso_8601"])
    func `an interval keeps months, days and microseconds`(_ driver: TestDriver, _ style: String) async throws {
        try await driver.withDatabase { db in
            try await db.transaction { tx in
                if driver == .postgres {
                    try await tx.execute("SELECT set_config('IntervalStyle', \(style), true)")
                }
                for interval in Self.intervals {
                    let row = try await tx.query("SELECT \(interval) AS i").one()
                    #expect(try row["i", as: SQLInterval.self] == interval, "\(row.cell("i")?.rawText ?? "")")
                }
            }
        }
    }

    @Test(arguments: [
        ("1 year 2 mons 3 days 04:05:06.789", "P14M3DT4H5M6.789000S"),
        ("-1 years -2 mons +3 days -04:05:06", "P-14M3DT-4H-5M-6S"),
        ("00:00:00", "PT0S"), ("100:00:00", "PT100H"), ("1 day", "P1D"), ("P1Y2M-3DT4H5M6.5S", "P14M-3DT4H5M6.500000S"),
        ("P2W", "P14D"), ("PT-0.000001S", "PT-0.000001S"), ("-00:00:01.5", "PT-1.500000S"),
    ])
    func `both formats are parsed and ISO 8601 is written`(_ text: String, _ written: String) throws {
        let interval = try #require(SQLIntervalText.interval(Array(text.utf8)[...]))
        #expect(interval.description == written)
        #expect(SQLIntervalText.interval(Array(written.utf8)[...]) == interval)
    }

    @Test(arguments: [
        "", "P", "PT", "P1", "P1H", "PT1D", "P1.5D", "PT1.5H", "P1DT", "PT1S1", "1", "1 ", "1 day ", "1 week", "04:05",
        "04:05:-6",
        "4:+5:6", "P3000000000M", "9223372036854775807 mons 1 mons", "1 day x", "01:02:03 1 day", "PT1.1234567S",
        "@ 1 day ago",
        "1-2", "PT9223372036854775808S", "p1d",
    ])
    func `other text is not an interval`(_ text: String) {
        #expect(SQLIntervalText.interval(Array(text.utf8)[...]) == nil)
    }

    @Test func `an interval and a duration convert if that is exact`() {
        #expect(SQLInterval(exactly: .milliseconds(1500)) == SQLInterval(microseconds: 1_500_000))
        #expect(SQLInterval(exactly: .milliseconds(-1500)) == SQLInterval(microseconds: -1_500_000))
        #expect(SQLInterval(exactly: .nanoseconds(1)) == nil)
        #expect(SQLInterval(exactly: .seconds(Int64.max)) == nil)
        #expect(Duration(exactly: SQLInterval(microseconds: .min)) == .microseconds(Int64.min))
        #expect(Duration(exactly: SQLInterval(days: 1)) == nil)
        #expect(Duration(exactly: SQLInterval(months: 1)) == nil)
    }

    @Test func `an interval is encoded as text`() throws {
        let interval = SQLInterval(months: 1, days: 2, microseconds: 3)
        let data = try JSONEncoder().encode([interval])
        #expect(String(decoding: data, as: UTF8.self) == "[\"P1M2DT0.000003S\"]")
        #expect(try JSONDecoder().decode([SQLInterval].self, from: data) == [interval])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([SQLInterval].self, from: Data("[\"x\"]".utf8)) }
    }

    struct Plan: Decodable, Equatable {
        var period: SQLInterval
    }

    @Test func `an interval fits columns of intervals and arrays`() async throws {
        try await TestDriver.postgres.withDatabase { db in
            try await db.execute("CREATE TABLE plans (period interval, periods interval[])")
            let month = SQLInterval(months: 1)
            try await db.execute("INSERT INTO plans VALUES (\(month), \([month, SQLInterval(days: 1)]))")
            let row = try await db.query("SELECT * FROM plans WHERE period = \(month)").one()
            #expect(try row.decode(Plan.self) == Plan(period: month))
            #expect(try row["periods", as: [SQLInterval].self] == [month, SQLInterval(days: 1)])
            let due = try await db.query("SELECT \(SQLDate(daysSince1970: 30)) + \(month) AS due")
                .scalar(SQLTimestamp.self)
            #expect(due.description == "1970-02-28T00:00:00.000000Z")
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `infinite dates and timestamps are values`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let row =
                try await db.query(
                    """
                    SELECT \(SQLTimestamp.infinity) AS never, \(SQLTimestamp.negativeInfinity) AS always,
                    \(SQLDate.infinity) AS last, \(SQLDate.negativeInfinity) AS first, \(Double.infinity) AS much
                    """
                )
                .one()
            #expect(try row["never", as: SQLTimestamp.self] == .infinity)
            #expect(try row["always", as: SQLTimestamp.self] == .negativeInfinity)
            #expect(try row["last", as: SQLDate.self] == .infinity)
            #expect(try row["first", as: SQLDate.self] == .negativeInfinity)
            #expect(try row["much", as: Double.self] == .infinity)
            let error = #expect(throws: SQLError.self) { try row["never", as: Date.self] }
            #expect(error?.code == .decodingFailed)
            let later = try await db.query("SELECT \(SQLTimestamp.infinity) > \(Date()) AS later").scalar(Bool.self)
            #expect(later)
        }
        #expect(SQLTimestamp.negativeInfinity < SQLTimestamp(microsecondsSince1970: 0))
        #expect(SQLDate(daysSince1970: 0) < .infinity)
        #expect(!SQLTimestamp.infinity.isFinite)
        #expect(SQLTimestamp.infinity.description == "infinity")
        #expect(SQLDate.negativeInfinity.description == "-infinity")
    }

    @Test func `arrays of infinite values are decoded`() async throws {
        try await TestDriver.postgres.withDatabase { db in
            let row = try await db.query("SELECT ARRAY['infinity', '-infinity']::timestamptz[] AS t").one()
            #expect(try row["t", as: [SQLTimestamp].self] == [.infinity, .negativeInfinity])
        }
    }
}
