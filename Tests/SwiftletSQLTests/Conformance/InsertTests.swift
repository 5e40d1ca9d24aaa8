import Foundation
import TestSupport
import Testing

@testable import SwiftletSQL

/// Inserting many rows.
@Suite(.timeLimit(.minutes(2))) struct InsertTests {
    private func count(_ db: any SQLExecutor) async throws -> Int {
        try await db.query("SELECT count(*) FROM t").scalar()
    }

    @Test(arguments: TestDriver.allCases)
    func `any number of rows is inserted`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            try await db.execute(
                "CREATE TABLE t (\(identifier: "id\"\u{301}") integer PRIMARY KEY, name text, at text)"
            )
            let columns = ["id\"\u{301}", "name", "at"]
            #expect(try await db.insert(into: "t", columns: columns, rows: [[any SQLEncodable]]()) == 0)
            let one: [[any SQLEncodable]] = [[0, "zero", String?.none]]
            #expect(try await db.insert(into: "t", columns: columns, rows: one) == 1)
            // More values than the parameter limit of a statement.
            let limit = driver == .postgres ? 22_000 : 11_000
            let many = (1..<limit).lazy.map { [$0, $0 % 2 == 0 ? nil : "n", "now"] as [any SQLEncodable] }
            #expect(try await db.insert(into: "t", columns: columns, rows: many) == limit - 1)
            #expect(try await count(db) == limit)
            #expect(try await db.query("SELECT count(*) FROM t WHERE name IS NULL").scalar(Int.self) == limit / 2 - 1)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a failing row rolls back all rows`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            try await db.execute("CREATE TABLE t (id integer PRIMARY KEY, name text)")
            // Long enough to need several statements.
            let text = String(repeating: "x", count: 3 << 20)
            let rows: [[any SQLEncodable]] = [[1, text], [2, text], [3, text], [4, text], [1, "twice"]]
            let error = await #expect(throws: SQLError.self) {
                try await db.insert(into: "t", columns: ["id", "name"], rows: rows)
            }
            #expect(error?.code == .uniqueViolation)
            #expect(try await count(db) == 0)
            // Inside of a transaction only the inserted rows are rolled back.
            try await db.transaction { tx in
                try await tx.execute("INSERT INTO t VALUES (-1, 'kept')")
                await #expect(throws: SQLError.self) {
                    try await tx.insert(into: "t", columns: ["id", "name"], rows: rows)
                }
                #expect(try await tx.insert(into: "t", columns: ["id", "name"], rows: rows.prefix(4)) == 4)
            }
            #expect(try await count(db) == 5)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a suffix determines the handling of conflicts`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            try await db.execute("CREATE TABLE t (id integer PRIMARY KEY, name text)")
            let rows: [[any SQLEncodable]] = [[1, "a"], [2, "b"], [3, "c"]]
            try await db.execute("INSERT INTO t VALUES (2, 'old')")
            let executor: any SQLExecutor = db
            let inserted = try await executor.insert(
                into: "t",
                columns: ["id", "name"],
                rows: rows,
                suffix: "ON CONFLICT (id) DO NOTHING"
            )
            #expect(inserted == 2)
            let updated = try await db.insert(
                into: "t",
                columns: ["id", "name"],
                rows: rows,
                suffix: "ON CONFLICT (id) DO UPDATE SET name = \("new")"
            )
            #expect(updated == 3)
            #expect(try await db.query("SELECT DISTINCT name FROM t").decode(String.self) == ["new"])
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `rows with a wrong number of values are rejected`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            try await db.execute("CREATE TABLE t (id integer, name text)")
            let short: [[any SQLEncodable]] = [[1, "a"], [2]]
            let error = await #expect(throws: SQLError.self) {
                try await db.insert(into: "t", columns: ["id", "name"], rows: short)
            }
            #expect(error?.code == .invalidStatement)
            #expect(error?.message.contains("Row 2") == true)
            let empty: [[any SQLEncodable]] = [[]]
            await #expect(throws: SQLError.self) { try await db.insert(into: "t", columns: [], rows: empty) }
            let nul: [[any SQLEncodable]] = [[1, "a\0"]]
            await #expect(throws: SQLError.self) { try await db.insert(into: "t", columns: ["id", "name"], rows: nul) }
            let other: [[any SQLEncodable]] = [[1]]
            await #expect(throws: SQLError.self) {
                try await db.insert(into: "t\"\u{301} SELECT --", columns: ["id"], rows: other)
            }
            #expect(try await count(db) == 0)
        }
    }

    @Test func `rows fill columns of enumerations, UUIDs and arrays in a schema`() async throws {
        try await TestDriver.postgres.withDatabase { db in
            try await db.execute("CREATE TYPE mood AS ENUM ('sad', 'ok')")
            try await db.execute("CREATE TABLE t (m mood, u uuid, n numeric, l text[], at timestamptz, b bytea)")
            let schema = try await db.query("SELECT current_schema()").scalar(String.self)
            let rows: [[any SQLEncodable]] = [
                ["ok", UUID(), Decimal(1.5), ["a"], Date(), [1, 2] as [UInt8]],
                [String?.none, UUID().uuidString, Int?.none, [String?.none], SQLTimestamp.infinity, [UInt8]?.none],
            ]
            let columns = ["m", "u", "n", "l", "at", "b"]
            #expect(try await db.insert(into: "t", in: schema, columns: columns, rows: rows) == 2)
        }
    }

    @Test func `statements stay within the limits of the database`() async throws {
        let target = SQLInsertTarget(table: "t", schema: nil, columns: ["a", "b", "c"])
        for dialect in [SQLDialect.postgres, .sqlite] {
            var statements = InsertStatements(target, suffix: "ON CONFLICT DO UPDATE SET a = \(1)", dialect: dialect)
            let rowCount = dialect == .postgres ? 22_000 : 11_000
            var rest = (0..<rowCount).map { [$0, $0, $0] as [any SQLEncodable] }[...]
            var sizes: [Int] = []
            while let sql = try await statements.next({ rest.popFirst() }) {
                let statement = try SQLStatement(sql, for: dialect)
                #expect(!statement.isCacheable)
                sizes.append(statement.values.count)
            }
            #expect(sizes.allSatisfy { $0 <= dialect.parameterLimit })
            #expect(sizes.count == 2)
            #expect(sizes.reduce(0, +) == 3 * rowCount + sizes.count)
        }
        let text = String(repeating: "x", count: 1 << 20)
        var statements = InsertStatements(target, suffix: "", dialect: .postgres)
        var rest = Array(repeating: [text, text, text] as [any SQLEncodable], count: 8)[...]
        var count = 0
        while let sql = try await statements.next({ rest.popFirst() }) {
            #expect(try SQLStatement(sql, for: .postgres).values.count <= 6)
            count += 1
        }
        #expect(count == 4)
    }
}
