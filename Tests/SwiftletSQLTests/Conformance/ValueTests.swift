import Foundation
import SwiftletJSON
import SwiftletSQL
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct ValueTests {
    @Test(arguments: TestDriver.allCases)
    func `integers keep all bits`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            try await expectRoundTrip([Int.min, -1, 0, 1, Int.max], column: "bigint", on: db)
            try await expectRoundTrip([Int64.min, 0, Int64.max], column: "bigint", on: db)
            try await expectRoundTrip([Int32.min, 0, Int32.max], column: "integer", on: db)
            try await expectRoundTrip([Int16.min, 0, Int16.max], column: "smallint", on: db)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `floating-point numbers keep all bits`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let doubles: [Double] = [
                0, -0.0, 0.1, 1 / 3, .pi, .leastNonzeroMagnitude, .greatestFiniteMagnitude, .infinity, -.infinity, 1e22,
            ]
            try await expectRoundTrip(doubles, column: "double precision", on: db)
            try await expectRoundTrip([Float(0.1), 1 / 3, .greatestFiniteMagnitude], column: "real", on: db)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `NaN is stored or rejected, never changed`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            do {
                let row = try await db.query("SELECT \(Double.nan) AS n").first
                #expect(driver == .postgres)
                #expect(try row?["n", as: Double.self].isNaN == true)
            } catch let error as SQLError {
                #expect(driver == .sqlite)
                #expect(error.code == .invalidValue)
            }
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `decimals keep all digits`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let texts = [
                "0", "12.5", "-0.01", "12345678901234567890123456789012345678", "0.00000000000000000000000001",
                "-99999999999999999999.999999999999999999",
            ]
            let values = try texts.map { text in try #require(Decimal(string: text)) }
            try await expectRoundTrip(values, column: driver == .postgres ? "numeric" : "text", on: db)
            let long = "1." + String(repeating: "3", count: 60)
            let cast: SQL = driver == .postgres ? "CAST(\(long) AS numeric)" : "CAST(\(long) AS text)"
            let row = try #require(try await db.query("SELECT \(cast) AS n").first)
            let error = #expect(throws: SQLError.self) { try row["n", as: Decimal.self] }
            #expect(error?.column == "n")
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `Booleans, text and bytes round-trip`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            try await expectRoundTrip([true, false], column: "boolean", on: db)
            try await expectRoundTrip(["", " ", "NULL", "{}", "naïve ☕️", "\u{1}\u{7F}"], column: "text", on: db)
            let bytes: [[UInt8]] = [[], [0], [0, 1, 255, 92, 39], Array(0...255)]
            try await expectRoundTrip(bytes, column: driver.bytes, on: db)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `UUIDs and enumerations round-trip`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            try await expectRoundTrip([UUID(), UUID()], column: driver == .postgres ? "uuid" : "text", on: db)
            try await expectRoundTrip([Role.admin, .user], column: "text", on: db)
            let row = try #require(try await db.query("SELECT \("root") AS role").first)
            let error = #expect(throws: SQLError.self) { try row["role", as: Role.self] }
            #expect(error?.column == "role")
            #expect(error?.description.contains("root") == false)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `timestamps keep their microseconds`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let times = [0, 1, -1, 1_767_323_045_678_900, -62_135_596_800_000_000, 253_402_300_799_999_999]
                .map {
                    SQLTimestamp(microsecondsSince1970: $0)
                }
            let column: SQL = driver == .postgres ? "timestamptz" : "text"
            try await expectRoundTrip(times, column: column, on: db)
            let dates = [Date(timeIntervalSince1970: 0), Date(timeIntervalSince1970: 1_767_323_045.6789)]
            try await expectRoundTrip(dates, column: column, on: db)
            try await expectRoundTrip(
                [SQLDate(year: 2024, month: 2, day: 29), SQLDate(year: 1, month: 1, day: 1)].compactMap(\.self),
                column: "date",
                on: db
            )
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a value is not decoded as another type`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let row = try #require(try await db.query("SELECT 1 AS number, 'x' AS word, 1.5 AS fraction").first)
            #expect(throws: SQLError.self) { try row["number", as: String.self] }
            #expect(throws: SQLError.self) { try row["word", as: Int.self] }
            #expect(throws: SQLError.self) { try row["word", as: Bool.self] }
            #expect(throws: SQLError.self) { try row["fraction", as: Int.self] }
            #expect(throws: SQLError.self) { try row["word", as: Date.self] }
            #expect(throws: SQLError.self) { try row["word", as: [UInt8].self] }
            #expect(try row["fraction", as: Double.self] == 1.5)
            #expect(try row["number", as: Double.self] == 1)
        }
    }

    enum Role: String, SQLCodable, Codable {
        case admin
        case user
    }

    struct UserRow: Decodable, Equatable {
        var id: Int
        var name: String
        var isActive: Bool
        var role: Role
        var nickname: String?
        var score: UInt8
        var createdAt: Date
    }

    struct Pair: SQLRowDecodable {
        let id: Int
        let name: String?

        init(row: SQLRow) throws(SQLError) {
            id = try row["id"]
            name = try row["name"]
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `rows are decoded to models`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let date = Date(timeIntervalSince1970: 1_700_000_000)
            let rows = try await db.query(
                """
                SELECT 7 AS id, 'Ada' AS name, \(true) AS is_active, 'admin' AS role, NULL AS nickname, 200 AS score,
                \(date) AS "createdAt"
                """
            )
            let user = try rows[0].decode(UserRow.self)
            let expected = UserRow(
                id: 7,
                name: "Ada",
                isActive: true,
                role: .admin,
                nickname: nil,
                score: 200,
                createdAt: date
            )
            #expect(user == expected)
            #expect(try rows.decode(UserRow.self) == [expected])
            let pair = try rows[0].decode(Pair.self)
            #expect(pair.id == 7)
            #expect(pair.name == "Ada")
            let bad = try await db.query("SELECT 7 AS id, 'x' AS name, 'yes' AS is_active")
            let error = #expect(throws: SQLError.self) { try bad[0].decode(UserRow.self) }
            #expect(error?.column == "is_active")
            let missing = try await db.query("SELECT 7 AS id")
            let absent = #expect(throws: SQLError.self) { try missing[0].decode(Pair.self) }
            #expect(absent?.code == .missingColumn)
            #expect(absent?.column == "name")
        }
    }
}

extension ValueTests {
    @Test(arguments: TestDriver.allCases)
    func `JSON round-trips`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let values: [JSON] = [.null, true, 12, "te\"xt ü", [1, [2], .null], ["a": ["b": 1.5]]]
            for value in values {
                let row = try #require(try await db.query("SELECT \(value) AS v").first)
                #expect(try row["v", as: JSON.self] == value)
            }
            let missing = try #require(try await db.query("SELECT \(JSON?.none) AS v, 'nope{' AS bad").first)
            #expect(try missing["v", as: JSON?.self] == nil)
            #expect(throws: SQLError.self) { try missing["bad", as: JSON.self] }
        }
    }
}
