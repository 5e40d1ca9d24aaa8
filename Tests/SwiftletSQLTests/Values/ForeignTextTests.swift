import Foundation
import SwiftletJSON
import TestSupport
import Testing

@testable import SwiftletSQL

/// Text written into a column by another program: decoding it as any type returns a value or an error, and never traps.
@Suite(.timeLimit(.minutes(2))) struct ForeignTextTests {
    static let texts = [
        "", " ", "-", "+", ".", "e", "1e", "1e-", "1e+", "-1e-1", "1e-9223372036854775808", "1e9223372036854775807",
        "1e-9223372036854775809", "1e127", "1e128", "1e-128", "123456789e-128", "0e-127", "1e165",
        "9223372036854775807",
        "-9223372036854775808", "9223372036854775808", "-", "--1", "1.5", "1..5", "NaN", "Infinity", "-Infinity", "inf",
        "infinity", "-infinity", "0x1p99999", "t", "f", "true", "{", "}", "{}", "{,}", "{\"", "{\"\\", "[", "[=",
        "[0:1]={",
        "\\", "\\x", "\\x0", "\\xzz", "\\777", "\\+12", "\\-00", "\u{0}", "\u{301}", "K", "P", "PT", "P1",
        "PT9223372036854775807S",
        "P9223372036854775807M", "P-9223372036854775808D", "PT-2562047788H-0M-54.775808S",
        "PT-2562047788H-0M-54.775809S",
        "1 day", "1 days 1:2:3.4", "9223372036854775807:00:00", "99999999999 years", "1 mon -1", "-", "9999999-12-31",
        "9999999-12-31 24:59:60.999999999+99:99:99 BC", "0000-00-00", "2026-02-30", "294247-01-10T04:00:54.775807Z",
        "294247-01-10T04:00:54.775808Z", "-290308-12-21", "290309-12-21 19:59:05.224192+00 BC", "2026-01-02T03:04:05.Z",
        String(repeating: "9", count: 400), "0." + String(repeating: "0", count: 400) + "1",
        "1" + String(repeating: "0", count: 400), "{\"a\":" + String(repeating: "[", count: 2000),
        "00000000-0000-0000-0000-00000000000g", "\u{2028}", "🧨",
    ]

    static let types: [SQLType] = [
        .unspecified, .boolean, .bytes, .int16, .int32, .int64, .objectIdentifier, .float, .double, .numeric, .text,
        .uuid,
        .date, .timestamp, .timestampWithoutTimeZone, .interval, .json, .jsonb, SQLType(oid: 4_294_967_295),
    ]

    /// Decodes a cell as every type, and binds the result.
    private static func decodeAll(_ cell: SQLCell) -> Int {
        let types: [any SQLCodable.Type] = [
            Bool.self, Int.self, Int64.self, Int32.self, Int16.self, Double.self, Float.self, String.self, Decimal.self,
            UUID.self, Date.self, SQLDate.self, SQLTimestamp.self, SQLInterval.self, JSON.self, [UInt8].self,
            [Int].self,
            [String?].self, [Decimal].self, [SQLTimestamp].self, [SQLInterval].self, [UUID].self, [Bool].self,
        ]
        var count = 0
        for type in types {
            guard let value = try? type.init(sql: cell) else { continue }
            for dialect in [SQLDialect.postgres, .sqlite] {
                _ = try? SQLStatement("\(value.sqlValue)", for: dialect)
            }
            _ = "\(value)"
            count += 1
        }
        return count
    }

    @Test(arguments: types)
    func `any text in a column of any type decodes or throws`(_ type: SQLType) {
        var decoded = 0
        for text in Self.texts {
            decoded += Self.decodeAll(SQLCell(.text(Array(text.utf8)[...]), type: type))
            decoded += Self.decodeAll(SQLCell(.text(Array("{\"\(text)\"}".utf8)[...]), type: type.array))
            guard type == .unspecified else { continue }
            decoded += Self.decodeAll(SQLCell(.blob(Array(text.utf8)[...]), type: type))
        }
        #expect(decoded > 0)
    }

    @Test func `numbers at the limits of their range decode or throw`() {
        for number in [Int64.min, -1, 0, 1, Int64.max] {
            #expect(Self.decodeAll(SQLCell(.integer(number), type: .unspecified)) > 0)
        }
        let reals: [Double] = [
            .nan, .signalingNaN, .infinity, -.infinity, .greatestFiniteMagnitude, .leastNonzeroMagnitude, -0.0, 1e300,
            0x1p63,
        ]
        for number in reals {
            #expect(Self.decodeAll(SQLCell(.real(number), type: .unspecified)) > 0)
        }
        #expect(Self.decodeAll(SQLCell(.null, type: .unspecified)) == 0)
    }

    @Test(arguments: [
        "1e-9223372036854775808", "1e9223372036854775807", "1e-128000", "-5E-9223372036854775808",
    ])
    func `a decimal with an extreme exponent is rejected`(_ text: String) async throws {
        try await TestDriver.sqlite.withDatabase { db in
            let row = try await db.query("SELECT \(text) AS n").one()
            let error = #expect(throws: SQLError.self) { try row["n", as: Decimal.self] }
            #expect(error?.code == .decodingFailed)
        }
    }

    @Test func `dates far from the present have a description`() {
        for days in [Int.min + 1, -(1 << 62), -1 << 33, 1 << 33, Int.max - 1] {
            let date = SQLDate(daysSince1970: days)
            #expect(!date.description.isEmpty)
            #expect(throws: SQLError.self) { try SQLStatement("\(date)", for: .postgres) }
        }
        #expect(SQLDate(year: 2024, month: 1, day: .max) == nil)
        #expect(SQLDate(year: .min, month: .min, day: .min) == nil)
        #expect(SQLDate(year: 2024, month: .max, day: 1) == nil)
    }
}
