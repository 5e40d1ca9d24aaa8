import Foundation
import TestSupport
import Testing

@testable import SwiftletSQL

/// Untrusted names, and how they are compared: by byte.
@Suite(.timeLimit(.minutes(2))) struct IdentifierTests {
    static let names: [(String, String)] = [
        ("x", "\"x\""), ("X y", "\"X y\""), ("a\"b", "\"a\"\"b\""), ("\"", "\"\"\"\""), ("\"; DROP", "\"\"\"; DROP\""),
        // A combining mark after the quote, a prepended mark before it, a variation selector, a joiner.
        ("a\"\u{301}", "\"a\"\"\u{301}\""), ("a\u{600}\"", "\"a\u{600}\"\"\""), ("a\"\u{FE0F}", "\"a\"\"\u{FE0F}\""),
        ("\"\u{200D}\"", "\"\"\"\u{200D}\"\"\""), ("\r\n\"\u{301}", "\"\r\n\"\"\u{301}\""),
        ("K", "\"K\""), ("\u{212A}", "\"\u{212A}\""), ("\u{E9}", "\"\u{E9}\""), ("e\u{301}", "\"e\u{301}\""),
        ("id\"\u{301}, password_hash FROM users --", "\"id\"\"\u{301}, password_hash FROM users --\""),
    ]

    @Test(arguments: names)
    func `identifiers are quoted by byte`(_ name: String, _ quoted: String) throws {
        for dialect in [SQLDialect.postgres, .sqlite] {
            let text = try SQLStatement("\(identifier: name)", for: dialect).text
            #expect(Array(text.utf8) == Array(quoted.utf8))
            let qualified = try SQLStatement("\(identifier: "s", name)", for: dialect).text
            #expect(Array(qualified.utf8) == Array("\"s\".\(quoted)".utf8))
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `the database parses a quoted name as the same name`(_ driver: TestDriver) async throws {
        let marks = [
            "\"", "\"\"", "'", "\\", "`", "]", ";", "--", "/*", "$$", " ", "\u{301}", "\u{600}", "\u{FE0F}", "K", "é",
        ]
        var generator = SystemRandomNumberGenerator()
        let random = (0..<60)
            .map { _ in
                (0..<Int.random(in: 1...9, using: &generator)).compactMap { _ in marks.randomElement() }.joined()
            }
        try await driver.withDatabase { db in
            for name in Self.names.map(\.0) + random {
                let columns = try await db.query("SELECT 1 AS \(identifier: name)").columnNames
                #expect(columns.map { Array($0.utf8) } == [Array(name.utf8)], "\(Array(name.unicodeScalars))")
            }
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a name cannot escape its quotes and access another column`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            try await db.execute("CREATE TABLE victims (id integer, password_hash text)")
            try await db.execute("INSERT INTO victims VALUES (1, 'secret')")
            for mark in ["\u{301}", "\u{FE0F}", "\u{200D}"] {
                let column = "id\"\(mark), password_hash FROM victims --"
                await #expect(throws: SQLError.self) { try await db.query("SELECT \(identifier: column) FROM victims") }
                let table = "victims\"\(mark) SET password_hash = 'owned' --"
                await #expect(throws: SQLError.self) {
                    try await db.execute("UPDATE \(identifier: table) SET password_hash = \("x")")
                }
            }
            #expect(try await db.query("SELECT password_hash FROM victims").decode(String.self) == ["secret"])
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `an invalid name is rejected before the statement is sent`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let empty = await #expect(throws: SQLError.self) { try await db.query("SELECT 1 AS \(identifier: "")") }
            #expect(empty?.code == .invalidStatement)
            let part = await #expect(throws: SQLError.self) { try await db.query("SELECT \(identifier: "a", "")") }
            #expect(part?.code == .invalidStatement)
            let nul = await #expect(throws: SQLError.self) { try await db.query("SELECT 1 AS \(identifier: "a\0")") }
            #expect(nul?.code == .invalidText)
            #expect(nul?.sqlState == nil)
        }
    }

    @Test func `a name that PostgreSQL would truncate is rejected`() throws {
        let longest = String(repeating: "é", count: 31) + "x"
        #expect(try SQLStatement("\(identifier: longest)", for: .postgres).text == "\"\(longest)\"")
        let error = #expect(throws: SQLError.self) { try SQLStatement("\(identifier: longest + "y")", for: .postgres) }
        #expect(error?.code == .invalidStatement)
        #expect(try SQLStatement("\(identifier: longest + "y")", for: .sqlite).text == "\"\(longest)y\"")
    }

    static let twins = [("K", "\u{212A}"), ("\u{E9}", "e\u{301}"), ("\u{C5}", "\u{212B}")]

    @Test(arguments: TestDriver.allCases, twins)
    func `tables with canonically equivalent names are distinct`(
        _ driver: TestDriver,
        _ twins: (String, String)
    ) async throws {
        try await driver.withDatabase { db in
            let names = ["t_\(twins.0)", "t_\(twins.1)"]
            for (number, name) in names.enumerated() {
                try await db.execute("CREATE TABLE \(identifier: name) (v integer)")
                try await db.execute("INSERT INTO \(identifier: name) VALUES (\(number))")
            }
            for _ in 0..<2 {
                for (number, name) in names.enumerated() {
                    #expect(try await db.query("SELECT v FROM \(identifier: name)").decode(Int.self) == [number])
                }
            }
            // Both are new to the connection and are sent in one pipeline.
            let (first, second) = try await db.pipeline(
                "SELECT v AS new FROM \(identifier: names[0])",
                "SELECT v AS new FROM \(identifier: names[1])"
            )
            #expect(try first.decode(Int.self) == [0])
            #expect(try second.decode(Int.self) == [1])
        }
    }

    @Test(arguments: TestDriver.allCases, twins)
    func `column names are compared by byte`(_ driver: TestDriver, _ twins: (String, String)) async throws {
        try await driver.withDatabase { db in
            let rows = try await db.query("SELECT 0 AS \(identifier: twins.0), 1 AS \(identifier: twins.1)")
            #expect(try rows[0][twins.0, as: Int.self] == 0)
            #expect(try rows[0][twins.1, as: Int.self] == 1)
            let one = try await db.query("SELECT 0 AS \(identifier: twins.0)")
            #expect(one[0].cell(twins.1) == nil)
        }
    }

    @Test(arguments: twins)
    func `the statement cache compares text by byte`(_ first: String, _ second: String) {
        var cache = StatementCache<Int>(capacity: 2)
        #expect(cache.insert(1, for: StatementCache<Int>.Key(text: first, types: [])) == nil)
        #expect(cache.value(for: StatementCache<Int>.Key(text: second, types: [])) == nil)
        #expect(cache.insert(2, for: StatementCache<Int>.Key(text: second, types: [])) == nil)
        #expect(cache.value(for: StatementCache<Int>.Key(text: first, types: [])) == 1)
        #expect(cache.value(for: StatementCache<Int>.Key(text: second, types: [])) == 2)
    }
}
