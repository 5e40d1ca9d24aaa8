import Foundation
import TestSupport
import Testing

@testable import SwiftletSQL

@Suite(.timeLimit(.minutes(2))) struct QueryTests {
    @Test(arguments: TestDriver.allCases)
    func `values are bound and decoded`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            try await db.execute("CREATE TABLE users (id \(driver.identity), name text NOT NULL, age integer)")
            let inserted = try await db.execute(
                "INSERT INTO users (name, age) VALUES (\("Ada"), \(36)), (\("Bob"), \(Int?.none))"
            )
            #expect(inserted == 2)
            let rows = try await db.query("SELECT id, name, age FROM users WHERE name = \("Ada")")
            #expect(rows.count == 1)
            #expect(rows.affectedCount == 0)
            #expect(rows.columnNames == ["id", "name", "age"])
            let (id, name, age) = try #require(try rows.first?.decode(Int.self, String.self, Int?.self))
            #expect(id == 1)
            #expect(name == "Ada")
            #expect(age == 36)
            let missing = try await db.query("SELECT age FROM users WHERE name = \("Bob")").first?.decode(Int?.self)
            #expect(missing == .some(nil))
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `rows returned by a write are decoded and counted`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            try await db.execute("CREATE TABLE t (id \(driver.identity), name text)")
            let rows = try await db.query("INSERT INTO t (name) VALUES (\("a")), (\("b")) RETURNING id, name")
            #expect(rows.affectedCount == 2)
            #expect(try rows.decode(Int.self, String.self).map(\.1) == ["a", "b"])
            #expect(try await db.execute("UPDATE t SET name = \("c") WHERE id > \(100)") == 0)
            #expect(try await db.execute("DELETE FROM t") == 2)
            #expect(try await db.execute("DROP TABLE t") == 0)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `an empty result has column names`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let rows = try await db.query("SELECT 1 AS one WHERE 1 = 0")
            #expect(rows.isEmpty)
            #expect(rows.columnNames == ["one"])
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `lists bind each element and an empty list matches no row`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            try await db.execute("CREATE TABLE t (id integer, name text)")
            try await db.execute("INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c')")
            let none: [Int] = []
            let count: (SQL) async throws -> Int = { condition in
                try await db.query("SELECT count(*) FROM t WHERE \(condition)").first?.decode(Int.self) ?? -1
            }
            #expect(try await count("id IN \(list: [1, 3, 9])") == 2)
            #expect(try await count("id IN (\(list: [1, 3, 9]))") == 2)
            #expect(try await count("name IN \(list: ["a"])") == 1)
            #expect(try await count("id IN \(list: none)") == 0)
            #expect(try await count("id NOT IN (\(list: none))") == 3)
            #expect(try await count("name NOT IN \(list: [String]())") == 3)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `fragments are composed and identifiers are quoted`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let column = "odd \"name\"; DROP TABLE t"
            try await db.execute("CREATE TABLE t (\(identifier: column) text, b integer)")
            try await db.execute("INSERT INTO t VALUES (\("x"), \(1))")
            let assignments: [SQL] = ["\(identifier: column) = \("y")", "b = \(2)"]
            let condition: SQL = "b = \(1)"
            let changed = try await db.execute("UPDATE t SET \(assignments.joined(separator: ", ")) WHERE \(condition)")
            #expect(changed == 1)
            let row = try #require(try await db.query("SELECT * FROM t").first)
            #expect(try row[column, as: String.self] == "y")
            #expect(try row["b", as: Int.self] == 2)
        }
    }

    static let hostile = [
        "'; DROP TABLE t; --", "\" OR \"1\"=\"1", "$1", "?1", ":name", "%s", "\\'; DELETE FROM t; --", "''", "\\",
        "a\u{2028}b", "👩‍👩‍👧‍👦", "ʼ", "Robert'); DROP TABLE t;--", "$$; DROP TABLE t; $$", "/* */", "\u{FEFF}x", "é",
        "e\u{301}",
    ]

    @Test(arguments: TestDriver.allCases)
    func `malicious text is only a value`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            try await db.execute("CREATE TABLE t (name text)")
            for text in Self.hostile {
                try await db.execute("INSERT INTO t VALUES (\(text))")
                let found = try await db.query("SELECT name FROM t WHERE name = \(text)").decode(String.self)
                #expect(found.map { Array($0.unicodeScalars) } == [Array(text.unicodeScalars)])
            }
            let count = try await db.query("SELECT count(*) FROM t").first?.decode(Int.self)
            #expect(count == Self.hostile.count)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a NUL is rejected before the statement is sent`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let error = await #expect(throws: SQLError.self) { try await db.query("SELECT \("a\0b")") }
            #expect(error?.code == .invalidText)
            let inText = await #expect(throws: SQLError.self) { try await db.query("SELECT 1\(unescaped: "\0")") }
            #expect(inText?.code == .invalidText)
            let row = try await db.query("SELECT 1 AS one").first
            #expect(try row?["one", as: Int.self] == 1)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a text with two statements is rejected`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let error = await #expect(throws: SQLError.self) { try await db.query("SELECT 1; SELECT 2") }
            #expect(error?.code == .invalidStatement)
            let rows = try await db.query("SELECT 1 ; -- done")
            #expect(rows.count == 1)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a pipeline returns results in order and is atomic`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            try await db.execute("CREATE TABLE t (id integer PRIMARY KEY)")
            for _ in 0..<3 {
                let (page, total) = try await db.pipeline("SELECT 7 AS n", "SELECT count(*) FROM t")
                #expect(try page.decode(Int.self) == [7])
                #expect(try total.decode(Int.self) == [0])
            }
            let error = await #expect(throws: SQLError.self) {
                try await db.pipeline([
                    "INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (2)",
                ])
            }
            #expect(error?.isUniqueViolation("t_pkey") == true)
            #expect(try await db.query("SELECT count(*) FROM t").first?.decode(Int.self) == 0)
            let many = try await db.pipeline((0..<50).map { "SELECT \($0) + 0 AS n" })
            let numbers = try many.map { rows in try rows[0].decode(Int.self) }
            #expect(numbers == Array(0..<50))
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a stream reads all rows, or stops early`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let count = 20_000
            let series: SQL = """
                WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < \(count)) SELECT n FROM s
                """
            var sum = 0
            for try await row in db.stream(series) {
                sum += try row.decode(Int.self)
            }
            #expect(sum == count * (count + 1) / 2)
            for try await row in db.stream(series) {
                if try row.decode(Int.self) == 10 { break }
            }
            // The pool's only connection is free again.
            #expect(try await db.query("SELECT 1 AS one").count == 1)
            await #expect(throws: SQLError.self) {
                for try await _ in db.stream("SELECT nothing FROM nowhere") {}
            }
            for try await _ in db.stream("SELECT 1 AS one WHERE 1 = 0") {
                Issue.record("A row came out of an empty result.")
            }
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a copied iterator that has ended reads no row of the next stream`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            var first = db.stream("SELECT 1 AS one").makeAsyncIterator()
            #expect(try await first.next()?.decode(Int.self) == 1)
            var copy = first
            #expect(try await first.next()?.decode(Int.self) == nil)
            let series: SQL = """
                WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 2000) SELECT n FROM s
                """
            var sum = 0
            for try await row in db.stream(series) {
                sum += try row.decode(Int.self)
                #expect(try await copy.next()?.decode(Int.self) == nil)
            }
            #expect(sum == 2000 * 2001 / 2)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a schema change does not break a prepared statement`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            try await db.execute("CREATE TABLE t (a integer)")
            try await db.execute("INSERT INTO t VALUES (1)")
            let select: SQL = "SELECT * FROM t"
            #expect(try await db.query(select).columnNames == ["a"])
            try await db.execute("ALTER TABLE t ADD COLUMN b text")
            let rows = try await db.query(select)
            #expect(rows.columnNames == ["a", "b"])
            let (a, b) = try rows[0].decode(Int.self, String?.self)
            #expect(a == 1)
            #expect(b == nil)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a schema change does not break a pipeline of prepared statements`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            try await db.execute("CREATE TABLE t (a integer)")
            let (insert, select): (SQL, SQL) = ("INSERT INTO t (a) VALUES (1)", "SELECT * FROM t")
            _ = try await db.pipeline(insert, select)
            try await db.execute("ALTER TABLE t ADD COLUMN b text")
            let (_, rows) = try await db.pipeline(insert, select)
            #expect(rows.columnNames == ["a", "b"])
            // The first attempt was rejected as a whole.
            #expect(rows.count == 2)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `more statements than the cache holds still run`(_ driver: TestDriver) async throws {
        for size in [0, 1, 3] {
            try await driver.withDatabase(.init(statementCacheSize: size)) { db in
                for round in 0..<3 {
                    for number in 0..<10 {
                        let statement = SQL(unescaped: "SELECT \(number) + ") + "\(round)" + " AS n"
                        let row = try await db.query(statement).first
                        #expect(try row?.decode(Int.self) == number + round)
                    }
                }
            }
        }
    }
}
