import Foundation
import TestSupport
import Testing

@testable import SwiftletSQL

@Suite(.timeLimit(.minutes(2))) struct PostgresTypeTests {
    private func withDatabase(_ body: (Database) async throws -> Void) async throws {
        try await TestDriver.postgres.withDatabase(.init(), body)
    }

    private func expectSame<Value: SQLCodable & Equatable>(_ value: Value, on db: Database) async throws {
        let row = try #require(try await db.query("SELECT \(value) AS v").first)
        #expect(try row["v", as: Value.self] == value)
    }

    @Test func `arrays of every type round-trip`() async throws {
        try await withDatabase { db in
            try await expectSame([1, -2, Int.max], on: db)
            try await expectSame([Int](), on: db)
            try await expectSame([true, false], on: db)
            try await expectSame([0.5, -.infinity], on: db)
            try await expectSame(["", "NULL", "a,b", "{x}", "q\"uo\\te", "ü", " "], on: db)
            try await expectSame(["a", nil, "NULL"] as [String?], on: db)
            try await expectSame([UUID(), UUID()], on: db)
            try await expectSame([Date(timeIntervalSince1970: 1.5)], on: db)
            try await expectSame([Decimal(string: "1.50")].compactMap(\.self), on: db)
            try await expectSame([SQLTimestamp(microsecondsSince1970: -7)], on: db)
            try await expectSame([SQLDate(daysSince1970: 20_000)], on: db)
            try await expectSame([Int16(3)], on: db)
            let any = try await db.query("SELECT n FROM generate_series(1, 5) AS n WHERE n = ANY(\([2, 4]))")
            #expect(try any.decode(Int.self) == [2, 4])
            let nested = try #require(try await db.query("SELECT ARRAY[[1, 2], [3, 4]] AS v").first)
            #expect(throws: SQLError.self) { try nested["v", as: [Int].self] }
            let shifted = try #require(try await db.query("SELECT '[0:1]={5,6}'::int[] AS v").first)
            #expect(try shifted["v", as: [Int].self] == [5, 6])
        }
    }

    @Test func `bytes in the escape format are decoded`() async throws {
        try await withDatabase { db in
            try await db.transaction { tx in
                _ = try await tx.query("SELECT set_config('bytea_output', 'escape', true)")
                let bytes: [UInt8] = [0, 65, 92, 255]
                let row = try await tx.query("SELECT \(bytes) AS v").first
                #expect(try row?["v", as: [UInt8].self] == bytes)
            }
        }
    }

    @Test func `timestamps with and without a time zone are decoded`() async throws {
        try await withDatabase { db in
            let row = try #require(
                try await db.query(
                    """
                    SELECT '2026-01-02 03:04:05.678901+05:30'::timestamptz AS zoned,
                        '2026-01-02 03:04:05'::timestamp AS plain,
                        '0044-03-15 BC'::date AS ides, '0044-03-15 12:00:00 BC'::timestamp AS noon,
                        'infinity'::timestamptz AS never, '294000-01-01'::timestamptz AS late
                    """
                )
                .first
            )
            #expect(try row["zoned", as: SQLTimestamp.self].description == "2026-01-01T21:34:05.678901Z")
            #expect(try row["plain", as: SQLTimestamp.self].description == "2026-01-02T03:04:05.000000Z")
            #expect(try row["ides", as: SQLDate.self] == SQLDate(year: -43, month: 3, day: 15))
            #expect(try row["noon", as: SQLTimestamp.self].description == "-0043-03-15T12:00:00.000000Z")
            #expect(try row["late", as: SQLTimestamp.self].description.hasPrefix("294000-01-01") == true)
            #expect(throws: SQLError.self) { try row["never", as: Date.self] }
            // The test server's time zone is Vienna: a timestamp without time zone must not shift.
            let stored = try await db.query("SELECT CAST(\(Date(timeIntervalSince1970: 0)) AS timestamp)::text AS t")
                .first
            #expect(try stored?["t", as: String.self] == "1970-01-01 00:00:00")
            let ancient = try #require(SQLDate(year: -43, month: 3, day: 15))
            try await expectSame(ancient, on: db)
            try await expectSame(SQLTimestamp(microsecondsSince1970: -63_517_780_800_000_000), on: db)
        }
    }

    @Test func `server-defined types are text`() async throws {
        try await withDatabase { db in
            try await db.execute("CREATE TYPE mood AS ENUM ('sad', 'ok')")
            try await db.execute("CREATE TABLE p (m mood, a inet, i interval)")
            try await db.execute("INSERT INTO p VALUES (\("ok"), \("10.0.0.1/8"), \("1 day"))")
            let row = try #require(try await db.query("SELECT * FROM p WHERE m = \("ok")").first)
            let (mood, address, interval) = try row.decode(String.self, String.self, String.self)
            #expect([mood, address, interval] == ["ok", "10.0.0.1/8", "1 day"])
            #expect(row.cell("i")?.rawText == "1 day")
        }
    }

    @Test func `NULL keeps its type`() async throws {
        try await withDatabase { db in
            let filter = Int?.none
            let row = try await db.query("SELECT 1 AS one WHERE (\(filter) IS NULL OR 1 = \(filter))").first
            #expect(try row?["one", as: Int.self] == 1)
        }
    }

    @Test func `sums of large integers are decoded as integers`() async throws {
        try await withDatabase { db in
            let row = try #require(
                try await db.query("SELECT sum(n::bigint), avg(n) FROM generate_series(1, 3) AS n").first
            )
            #expect(try row["sum", as: Int.self] == 6)
            #expect(try row["avg", as: Decimal.self] == 2)
            #expect(try row["avg", as: Double.self] == 2)
        }
    }
}
