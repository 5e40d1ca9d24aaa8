import TestSupport
import Testing

@testable import SwiftletSQL

/// Streams inside of transactions: concurrent statements, and the state of the transaction afterwards.
@Suite(.timeLimit(.minutes(2))) struct TransactionStreamTests {
    private struct Stop: Error {}

    private func withTable(_ driver: TestDriver, rows: Int = 0, _ body: (Database) async throws -> Void) async throws {
        try await driver.withDatabase { db in
            try await db.execute("CREATE TABLE t (id integer PRIMARY KEY, n integer NOT NULL)")
            if rows > 0 {
                try await db.execute("INSERT INTO t SELECT i, 0 FROM \(series(rows)) AS s")
            }
            try await body(db)
        }
    }

    /// Creates a table with the numbers from 1 in the column `i`.
    private func series(_ count: Int) -> SQL {
        let recursion: SQL = "WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r WHERE i < "
        return "(\(recursion)\(SQL(unescaped: String(count)))) SELECT i FROM r)"
    }

    private func count(_ executor: any SQLExecutor) async throws -> Int? {
        try await executor.query("SELECT count(*) FROM t").first?.decode(Int.self)
    }

    @Test(arguments: TestDriver.allCases)
    func `leaving a large stream early leaves the transaction usable`(_ driver: TestDriver) async throws {
        try await withTable(driver) { db in
            // 40 MB, more than any socket buffer holds.
            let large: SQL =
                "SELECT i, '\(SQL(unescaped: String(repeating: "x", count: 200)))' FROM \(series(200_000)) AS s"
            try await db.transaction { tx in
                for try await _ in tx.stream(large) { break }
                try await tx.execute("INSERT INTO t VALUES (1, 1)")
                var seen = 0
                for try await _ in tx.stream(large, fetchSize: 10) {
                    seen += 1
                    if seen == 25 { break }
                }
            }
            #expect(try await count(db) == 1)
        }
    }

    @Test(arguments: TestDriver.allCases, [1, 7, 256])
    func `statements run inside the loop that reads a stream`(_ driver: TestDriver, _ fetchSize: Int) async throws {
        try await withTable(driver, rows: 60) { db in
            let seen = try await db.transaction { tx in
                var seen: [Int] = []
                for try await row in tx.stream("SELECT id FROM t WHERE n = \(0) ORDER BY id", fetchSize: fetchSize) {
                    let id = try row.decode(Int.self)
                    seen.append(id)
                    try await tx.execute("UPDATE t SET n = n + \(id) WHERE id = \(id)")
                }
                return seen
            }
            #expect(seen == Array(1...60))
            let total = try await db.query("SELECT sum(n), sum(id) FROM t").first?.decode(Int.self, Int.self)
            #expect(total?.0 == total?.1)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `streams in one transaction can be nested`(_ driver: TestDriver) async throws {
        try await withTable(driver, rows: 5) { db in
            let pairs = try await db.transaction { tx in
                var pairs = 0
                for try await outer in tx.stream("SELECT id FROM t", fetchSize: 2) {
                    let id = try outer.decode(Int.self)
                    for try await _ in tx.stream("SELECT id FROM t WHERE id <= \(id)", fetchSize: 2) { pairs += 1 }
                }
                return pairs
            }
            #expect(pairs == 15)
        }
    }

    @Test(arguments: TestDriver.allCases, [0, 1, 2, 3, 4])
    func `a stream has all rows for every batch size`(_ driver: TestDriver, _ rows: Int) async throws {
        try await withTable(driver, rows: rows) { db in
            try await db.transaction { tx in
                for fetchSize in [0, 1, 2, 3, Int.max] {
                    var seen: [Int] = []
                    for try await row in tx.stream("SELECT id FROM t ORDER BY id", fetchSize: fetchSize) {
                        seen.append(try row.decode(Int.self))
                    }
                    #expect(seen == Array((0...rows).dropFirst()))
                }
            }
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a write with RETURNING streams its rows`(_ driver: TestDriver) async throws {
        try await withTable(driver) { db in
            try await db.transaction { tx in
                var seen: [Int] = []
                for try await row in tx.stream("INSERT INTO t SELECT i, 0 FROM \(series(300)) AS s RETURNING id") {
                    seen.append(try row.decode(Int.self))
                    if seen.count == 3 { break }
                }
                #expect(seen == [1, 2, 3])
            }
            #expect(try await count(db) == 300)
        }
    }

    @Test func `a write inside of WITH streams its rows`() async throws {
        try await withTable(.postgres) { db in
            try await db.transaction { tx in
                let write: SQL = "WITH new AS (INSERT INTO t VALUES (1, 0), (2, 0) RETURNING id) SELECT id FROM new"
                var seen: [Int] = []
                for try await row in tx.stream(write) { seen.append(try row.decode(Int.self)) }
                #expect(seen.sorted() == [1, 2])
            }
            #expect(try await count(db) == 2)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a stream that fails midway throws the error`(_ driver: TestDriver) async throws {
        try await withTable(driver) { db in
            let error = await #expect(throws: SQLError.self) {
                try await db.transaction { tx in
                    for try await _ in tx.stream("SELECT nothing FROM nowhere") {}
                }
            }
            #expect(error?.code == .invalidStatement)
            let left = try await count(db)
            #expect(left == 0)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a commit does not wait for a retained iterator`(_ driver: TestDriver) async throws {
        try await withTable(driver, rows: 10) { db in
            let tx = try await db.begin()
            try await tx.execute("INSERT INTO t VALUES (11, 0)")
            var iterator = tx.stream("SELECT id FROM t", fetchSize: 2).makeAsyncIterator()
            _ = try await iterator.next()
            _ = try await iterator.next()
            try await tx.commit()
            let error = await #expect(throws: SQLError.self) { _ = try await iterator.next() }
            #expect(error?.code == .transactionClosed)
            #expect(try await count(db) == 11)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a commit does not wait for unread rows of a write`(_ driver: TestDriver) async throws {
        try await withTable(driver) { db in
            let tx = try await db.begin()
            let write: SQL = "INSERT INTO t SELECT i, 0 FROM \(series(10)) AS s RETURNING id"
            var iterator = tx.stream(write, fetchSize: 1).makeAsyncIterator()
            _ = try await iterator.next()
            try await tx.commit()
            #expect(try await count(db) == 10)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `rolling back a savepoint inside of a stream leaves the transaction usable`(
        _ driver: TestDriver
    ) async throws {
        try await withTable(driver, rows: 10) { db in
            try await db.transaction { tx in
                for _ in 0..<2 {
                    await #expect(throws: Stop.self) {
                        try await tx.savepoint {
                            for try await _ in tx.stream("SELECT id FROM t", fetchSize: 2) { throw Stop() }
                        }
                    }
                }
                var iterator = tx.stream("SELECT id FROM t", fetchSize: 2).makeAsyncIterator()
                try? await tx.savepoint {
                    iterator = tx.stream("SELECT id FROM t", fetchSize: 2).makeAsyncIterator()
                    _ = try await iterator.next()
                    throw Stop()
                }
                // The rollback to the savepoint has closed its cursor.
                iterator = tx.stream("SELECT 1 AS one").makeAsyncIterator()
                try await tx.execute("INSERT INTO t VALUES (11, 0)")
            }
            #expect(try await count(db) == 11)
        }
    }

    @Test func `cursors are closed while the transaction continues`() async throws {
        try await withTable(.postgres, rows: 10) { db in
            try await db.transaction { tx in
                for _ in 0..<3 {
                    for try await _ in tx.stream("SELECT id FROM t", fetchSize: 2) { break }
                    for try await _ in tx.stream("SELECT id FROM t", fetchSize: 2) {}
                }
                let open = try await tx.query("SELECT name FROM pg_cursors WHERE name LIKE 'swiftlet%'")
                #expect(open.isEmpty)
            }
        }
    }

    @Test func `a cursor abandoned in a failed savepoint is closed after it`() async throws {
        try await withTable(.postgres, rows: 10) { db in
            try await db.transaction { tx in
                var iterator: SQLRowStream.Iterator? = tx.stream("SELECT id FROM t", fetchSize: 2).makeAsyncIterator()
                _ = try await iterator?.next()
                try? await tx.savepoint {
                    _ = try? await tx.execute("SELECT nope")
                    iterator = nil
                    throw Stop()
                }
                let open = try await tx.query("SELECT name FROM pg_cursors WHERE name LIKE 'swiftlet%'")
                #expect(open.isEmpty)
            }
        }
    }

    @Test(arguments: [
        ("SELECT 1", true), ("  /* why */ select 1", true), ("(SELECT 1) UNION SELECT 2", true), ("VALUES (1)", true),
        ("TABLE t", true), ("WITH a AS (SELECT 1) SELECT * FROM a", true), ("SELECT id FROM t FOR UPDATE", true),
        ("WITH a AS (SELECT 1) SELECT id FROM t FOR NO KEY UPDATE", true), ("SELECT \"insert\" FROM t", true),
        ("INSERT INTO t VALUES (1) RETURNING id", false), ("UPDATE t SET id = 1 RETURNING id", false),
        ("DELETE FROM t RETURNING id", false), ("MERGE INTO t USING u ON true WHEN MATCHED THEN DELETE", false),
        ("WITH a AS (INSERT INTO t VALUES (1) RETURNING id) SELECT id FROM a", false),
        ("WITH a AS (SELECT 1) DELETE FROM t RETURNING id", false), ("SELECT 1 INTO t", false),
        ("SHOW work_mem", false),
        ("EXPLAIN SELECT 1", false), ("EXECUTE one", false), ("CALL p()", false), ("", false),
    ])
    func `only a query can be a cursor`(_ text: String, _ can: Bool) {
        #expect(StatementText.canBeCursor(text) == can)
    }
}
