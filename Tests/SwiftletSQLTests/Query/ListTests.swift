import Foundation
import TestSupport
import Testing

@testable import SwiftletSQL

/// Lists for `IN` and arrays, for column types that do not compare with text.
@Suite(.timeLimit(.minutes(2))) struct ListTests {
    enum Mood: String, SQLCodable, SQLArrayElement {
        case sad
        case ok
    }

    private static let ids = [UUID(), UUID()]

    /// A table of two rows with an enumeration, a UUID and a domain, or SQLite's nearest equivalents.
    private func withTable<Result>(
        _ driver: TestDriver,
        _ body: (Database) async throws -> Result
    ) async throws -> Result {
        try await driver.withDatabase { db in
            if driver == .postgres {
                try await db.execute("CREATE TYPE mood AS ENUM ('sad', 'ok')")
                try await db.execute("CREATE DOMAIN \(identifier: "Odd \"name\u{301}\"") AS integer CHECK (VALUE > 0)")
                try await db.execute(
                    "CREATE TABLE t (n integer, m mood, u uuid, word varchar(9), d \(identifier: "Odd \"name\u{301}\""))"
                )
            } else {
                try await db.execute("CREATE TABLE t (n integer, m text, u text, word text, d integer)")
            }
            for (number, id) in Self.ids.enumerated() {
                let mood: Mood = number == 0 ? .sad : .ok
                try await db.execute("INSERT INTO t VALUES (\(number), \(mood), \(id), \("w"), \(5))")
            }
            return try await body(db)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `an empty list matches no row for every column type`(_ driver: TestDriver) async throws {
        try await withTable(driver) { db in
            let none: [String] = []
            let moods: [Mood] = []
            let conditions: [(SQL, Int)] = [
                ("m IN \(list: none)", 0), ("m NOT IN \(list: none)", 2), ("m IN (\(list: moods))", 0),
                ("m not in ( \(list: moods) )", 2), ("u IN \(list: none)", 0), ("u NOT IN\n(\(list: none))", 2),
                ("m -- a comment\n IN \(list: none)", 0), ("m -- a comment\n NOT IN \(list: none)", 2),
                ("word IN\(list: none)", 0), ("NOT (word IN \(list: none))", 2), ("n IN \(list: [Int]())", 0),
                ("n NOT IN \(list: [Int]())", 2), ("u IN \(list: [UUID]())", 0), ("\("a") IN \(list: none)", 0),
                ("NULLIF(word, 'w') NOT IN \(list: none)", 2),
                ("m IN \(list: moods, as: "mood")", 0), ("m NOT IN \(list: none, as: "mood")", 2),
                ("(m IN \(list: none) OR n = 1) AND u NOT IN \(list: none)", 1),
            ]
            for (condition, count) in conditions {
                let found = try await db.query("SELECT count(*) FROM t WHERE \(condition)").scalar(Int.self)
                #expect(found == count)
            }
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a list of strings compares with an enumeration and a UUID`(_ driver: TestDriver) async throws {
        try await withTable(driver) { db in
            let moods: [Mood] = [.sad, .ok]
            let texts = Self.ids.map { $0.uuidString.lowercased() }
            let conditions: [(SQL, Int)] = [
                ("m IN \(list: moods)", 2), ("m IN \(list: ["ok"])", 1), ("m NOT IN \(list: ["ok"], as: "mood")", 1),
                ("m IN (\(list: moods, as: "mood"))", 2), ("u IN \(list: texts)", 2), ("u IN \(list: Self.ids)", 2),
            ]
            for (condition, count) in conditions {
                let found = try await db.query("SELECT count(*) FROM t WHERE \(condition)").scalar(Int.self)
                #expect(found == count)
            }
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a value is cast to a named type`(_ driver: TestDriver) async throws {
        try await withTable(driver) { db in
            let mood = try await db.query("SELECT \(Mood.ok, as: "mood") AS m").scalar(Mood.self)
            #expect(mood == .ok)
            let missing = try await db.query("SELECT \(Mood?.none, as: "mood") AS m").scalar(Mood?.self)
            #expect(missing == nil)
            let number = try await db.query("SELECT \(7, as: "Odd \"name\u{301}\"") + 1 AS n").scalar(Int.self)
            #expect(number == 8)
            let count = try await db.query("SELECT count(*) FROM t WHERE m = \("ok", as: "mood")").scalar(Int.self)
            #expect(count == 1)
        }
    }

    @Test func `the type name of a cast is quoted by byte`() throws {
        let text = { (sql: SQL) in try SQLStatement(sql, for: .postgres).text }
        #expect(try text("\(1, as: "int4")") == "$1::\"int4\"")
        #expect(try text("\(1, as: "a\"\u{301}", in: "s\"")") == "$1::\"s\"\"\".\"a\"\"\u{301}\"")
        #expect(try text("\(["a"], as: "mood[]", in: "app")") == "$1::\"app\".\"mood\"[]")
        #expect(try text("a IN \(list: [1, 2], as: "d")") == "a IN ($1::\"d\", $2::\"d\")")
        #expect(try text("a IN \(list: [Int](), as: "d")") == "a IN (SELECT NULL::\"d\" WHERE 1 = 0)")
        #expect(try SQLStatement("\(1, as: "int4")", for: .sqlite).text == "?1")
        #expect(throws: SQLError.self) { try text("\(1, as: "")") }
        #expect(throws: SQLError.self) { try text("\(1, as: "[]", in: "")") }
        #expect(throws: SQLError.self) { try text("\(1, as: "a\0")") }
    }

    @Test func `only IN before an empty list is rewritten`() throws {
        let none: [String] = []
        let text = { (sql: SQL) in try SQLStatement(sql, for: .postgres).text }
        #expect(try text("a IN \(list: none)") == "a = ANY ('{}')")
        #expect(try text("a NOT IN (\(list: none))") == "a <> ALL ('{}')")
        #expect(try text("knot IN (\(list: none))") == "knot = ANY ('{}')")
        #expect(try text("f(\(list: none))") == "f(SELECT CAST(NULL AS text) WHERE 1 = 0)")
        #expect(try text("plugin(\(list: none))") == "plugin(SELECT CAST(NULL AS text) WHERE 1 = 0)")
        #expect(try text("a -- b\nIN \(list: none)") == "a -- b\n= ANY ('{}')")
        #expect(try text("a -- b\n  NOT IN (\(list: none))") == "a -- b\n  <> ALL ('{}')")
        #expect(try text("f -- in\n(\(list: none))") == "f -- in\n(SELECT CAST(NULL AS text) WHERE 1 = 0)")
        #expect(try text("a -- not\nIN (\(list: none))") == "a -- not\nIN (SELECT CAST(NULL AS text) WHERE 1 = 0)")
        #expect(try text("\(list: none)") == "(SELECT CAST(NULL AS text) WHERE 1 = 0)")
        #expect(try text("a IN \(list: [Int]())") == "a IN (SELECT CAST(NULL AS bigint) WHERE 1 = 0)")
    }

    @Test func `an array of strings fits the same types as a string`() async throws {
        try await withTable(.postgres) { db in
            let texts = Self.ids.map { $0.uuidString.lowercased() }
            #expect(try await db.query("SELECT count(*) FROM t WHERE m = ANY(\(["ok"]))").scalar(Int.self) == 1)
            #expect(try await db.query("SELECT count(*) FROM t WHERE m = ANY(\([Mood]()))").scalar(Int.self) == 0)
            #expect(try await db.query("SELECT count(*) FROM t WHERE m <> ALL(\([Mood]()))").scalar(Int.self) == 2)
            #expect(try await db.query("SELECT count(*) FROM t WHERE u = ANY(\(texts))").scalar(Int.self) == 2)
            try await db.execute("CREATE TABLE lists (m mood[], u uuid[], t text[])")
            let moods: [Mood?] = [.ok, nil]
            try await db.execute("INSERT INTO lists VALUES (\(moods), \(texts), \(["a,b", "NULL"]))")
            try await db.execute("INSERT INTO lists VALUES (\([Mood]?.none), \([String]?.none), \([String]()))")
            let row = try #require(try await db.query("SELECT * FROM lists").first)
            #expect(try row["m", as: [Mood?].self] == moods)
            #expect(try row["u", as: [UUID].self] == Self.ids)
            #expect(try row["t", as: [String].self] == ["a,b", "NULL"])
            let unnested = try await db.query("SELECT * FROM unnest(\(["a", "b"], as: "text[]"))")
            #expect(try unnested.decode(String.self) == ["a", "b"])
            let cast = try await db.query("SELECT \([Mood.sad], as: "mood[]") AS m").scalar([Mood].self)
            #expect(cast == [.sad])
        }
    }
}
