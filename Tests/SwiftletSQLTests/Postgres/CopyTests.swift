import Foundation
import SwiftletJSON
import TestSupport
import Testing

@testable import SwiftletSQL

/// COPY in and out.
@Suite(.timeLimit(.minutes(2))) struct CopyTests {
    private struct Stop: Error {}

    /// Rows created on demand, with a count.
    private struct Rows: AsyncSequence, AsyncIteratorProtocol {
        typealias Element = [any SQLEncodable]

        var limit: Int
        var failsAt = Int.max
        var pausesAt = Int.max
        var number = 0
        var text = String(repeating: "x", count: 100)

        func makeAsyncIterator() -> Rows { self }

        mutating func next() async throws -> [any SQLEncodable]? {
            guard number < limit else { return nil }
            if number == failsAt { throw Stop() }
            if number == pausesAt { try await Task.sleep(for: .seconds(100)) }
            number += 1
            return [number, number.isMultiple(of: 3) ? String?.none : text]
        }
    }

    /// Rows read from the transaction to which they are written.
    private struct OwnRows: AsyncSequence, AsyncIteratorProtocol {
        typealias Element = [any SQLEncodable]

        var transaction: Transaction

        func makeAsyncIterator() -> OwnRows { self }

        mutating func next() async throws -> [any SQLEncodable]? {
            let number = try await transaction.query("SELECT 1").scalar(Int.self)
            return [number]
        }
    }

    /// The rows of an array as a sequence.
    private struct List: AsyncSequence, AsyncIteratorProtocol {
        typealias Element = [any SQLEncodable]

        var rest: ArraySlice<[any SQLEncodable]>

        func makeAsyncIterator() -> List { self }

        mutating func next() async -> [any SQLEncodable]? { rest.popFirst() }
    }

    private func withTable<Result>(
        _ driver: TestDriver,
        _ body: (Database) async throws -> Result
    ) async throws -> Result {
        // One connection, so that each statement shows whether the previous one has left it usable.
        try await driver.withDatabase(Database.Configuration(poolSize: 1, maxOverflow: 0)) { db in
            try await db.execute("CREATE TABLE t (id integer PRIMARY KEY, name text)")
            return try await body(db)
        }
    }

    private func count(_ db: any SQLExecutor) async throws -> Int {
        try await db.query("SELECT count(*) FROM t").scalar()
    }

    @Test(arguments: TestDriver.allCases)
    func `rows are copied into a table`(_ driver: TestDriver) async throws {
        try await withTable(driver) { db in
            let none = try await db.copyIn(into: "t", columns: ["id", "name"], rows: Rows(limit: 0))
            #expect(none == 0)
            #expect(try await db.copyIn(into: "t", columns: ["id", "name"], rows: Rows(limit: 4_000)) == 4_000)
            #expect(try await count(db) == 4_000)
            #expect(try await db.query("SELECT count(*) FROM t WHERE name IS NULL").scalar(Int.self) == 1_333)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a failing sequence inserts no rows`(_ driver: TestDriver) async throws {
        try await withTable(driver) { db in
            for failure in [0, 1, 3_000] {
                await #expect(throws: Stop.self) {
                    try await db.copyIn(
                        into: "t",
                        columns: ["id", "name"],
                        rows: Rows(limit: 4_000, failsAt: failure)
                    )
                }
                #expect(try await count(db) == 0)
            }
            let copied = try await db.copyIn(into: "t", columns: ["id", "name"], rows: Rows(limit: 5))
            #expect(copied == 5)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a rejected row inserts no rows`(_ driver: TestDriver) async throws {
        try await withTable(driver) { db in
            try await db.execute("INSERT INTO t VALUES (3900, 'taken')")
            let backend = driver == .postgres ? try await db.query("SELECT pg_backend_pid()").scalar(Int.self) : 0
            let error = await #expect(throws: SQLError.self) {
                try await db.copyIn(into: "t", columns: ["id", "name"], rows: Rows(limit: 4_000))
            }
            #expect(error?.code == .uniqueViolation)
            #expect(try await count(db) == 1)
            let missing = await #expect(throws: SQLError.self) {
                try await db.copyIn(into: "t", columns: ["id", "nope\"\u{301}"], rows: Rows(limit: 5))
            }
            #expect(missing?.code == .invalidStatement)
            let wide = await #expect(throws: SQLError.self) {
                try await db.copyIn(into: "t", columns: ["id"], rows: Rows(limit: 5))
            }
            #expect(wide?.code == .invalidStatement)
            if driver == .postgres {
                #expect(try await db.query("SELECT pg_backend_pid()").scalar(Int.self) == backend)
            }
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `rows are copied inside of a transaction`(_ driver: TestDriver) async throws {
        try await withTable(driver) { db in
            try await db.transaction { tx in
                let copied = try await tx.copyIn(into: "t", columns: ["id", "name"], rows: Rows(limit: 9))
                #expect(copied == 9)
                #expect(try await count(tx) == 9)
                await #expect(throws: Stop.self) {
                    try await tx.savepoint {
                        try await tx.copyIn(into: "t", columns: ["id", "name"], rows: Rows(limit: 9, failsAt: 5))
                    }
                }
                #expect(try await count(tx) == 9)
            }
            #expect(try await count(db) == 9)
        }
    }

    static let values: [[any SQLEncodable]] = [
        [1, "\\N"], [2, "tab\tline\nreturn\r\u{8}\u{B}\u{C}"], [3, "\\.\n\\."], [4, "é\u{301}🧨\\"], [5, ""],
        [6, "NULL"],
    ]

    @Test func `text is copied unchanged`() async throws {
        try await withTable(.postgres) { db in
            let rows = List(rest: Self.values[...])
            #expect(try await db.copyIn(into: "t", columns: ["id", "name"], rows: rows) == Self.values.count)
            let stored = try await db.query("SELECT name FROM t ORDER BY id").decode(String.self)
            #expect(stored.map { Array($0.utf8) } == Self.values.map { Array(($0[1] as? String ?? "?").utf8) })
        }
    }

    @Test func `values of every type are copied`() async throws {
        try await TestDriver.postgres.withDatabase { db in
            try await db.execute(
                "CREATE TABLE v (a bool, b bytea, c numeric, d uuid, e timestamptz, f date, g float8, h text[], i jsonb, j interval)"
            )
            let id = UUID()
            let row: [any SQLEncodable] = [
                true, [0, 92, 9, 10, 255] as [UInt8], Decimal(1.5), id, SQLTimestamp.infinity,
                SQLDate(daysSince1970: 1),
                Double.nan, ["a\tb", nil, "\\"] as [String?], ["a": [1]] as JSON,
                SQLInterval(days: 1),
            ]
            let columns = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]
            #expect(try await db.copyIn(into: "v", columns: columns, rows: List(rest: [row])) == 1)
            let stored = try await db.query("SELECT * FROM v").one()
            #expect(try stored["b", as: [UInt8].self] == [0, 92, 9, 10, 255])
            #expect(try stored["d", as: UUID.self] == id)
            #expect(try stored["e", as: SQLTimestamp.self] == .infinity)
            #expect(try stored["h", as: [String?].self] == ["a\tb", nil, "\\"])
            #expect(try stored["i", as: String.self] == "{\"a\": [1]}")
            #expect(try stored["j", as: SQLInterval.self] == SQLInterval(days: 1))
        }
    }

    @Test func `the rows of a query are copied out`() async throws {
        try await withTable(.postgres) { db in
            try await db.copyIn(into: "t", columns: ["id", "name"], rows: Rows(limit: 3_000, text: "x"))
            var lines = 0
            var bytes: [UInt8] = []
            for try await piece in db.copyOut("SELECT * FROM t ORDER BY id", format: .csv()) {
                #expect(piece.last == UInt8(ascii: "\n"))
                lines += piece.count { $0 == UInt8(ascii: "\n") }
                bytes += piece
            }
            #expect(lines == 3_001)
            #expect(String(decoding: bytes.prefix(25), as: UTF8.self) == "id,name\n1,x\n2,x\n3,\n4,x\n5,")
            var binary: [UInt8] = []
            for try await piece in db.copyOut("SELECT 1", format: .binary) { binary += piece }
            #expect(binary.starts(with: "PGCOPY\n".utf8))
            var none = 0
            for try await _ in db.copyOut("SELECT 1 WHERE false") { none += 1 }
            #expect(none == 0)
            var commented: [UInt8] = []
            for try await piece in db.copyOut("SELECT 1 -- the only row") { commented += piece }
            #expect(commented.elementsEqual("1\n".utf8))
        }
    }

    @Test func `leaving a COPY early leaves the connection and the transaction usable`() async throws {
        try await withTable(.postgres) { db in
            let backend = try await db.query("SELECT pg_backend_pid()").scalar(Int.self)
            let endless: SQL = "SELECT n, repeat('x', 200) FROM generate_series(1, 5000000) AS n"
            for try await _ in db.copyOut(endless) { break }
            #expect(try await db.query("SELECT pg_backend_pid()").scalar(Int.self) == backend)
            try await db.transaction { tx in
                try await tx.execute("INSERT INTO t VALUES (1, 'kept')")
                for try await _ in tx.copyOut(endless) { break }
                try await tx.execute("INSERT INTO t VALUES (2, 'kept')")
                var bytes: [UInt8] = []
                for try await piece in tx.copyOut("SELECT id FROM t ORDER BY id") { bytes += piece }
                #expect(String(decoding: bytes, as: UTF8.self) == "1\n2\n")
            }
            #expect(try await count(db) == 2)
        }
    }

    private static let manyRows: SQL = "SELECT n, repeat('x', 200) FROM generate_series(1, 100000) AS n"

    @Test func `statements inside the loop of a COPY are rejected`() async throws {
        try await withTable(.postgres) { db in
            let tx = try await db.begin()
            try await tx.execute("INSERT INTO t VALUES (1, 'kept')")
            for try await _ in tx.copyOut(Self.manyRows) {
                let commit = await sqlError { try await tx.commit() }
                #expect(commit?.code == .invalidStatement)
                let rollback = await sqlError { try await tx.rollback() }
                #expect(rollback?.code == .invalidStatement)
                let second = await sqlError { for try await _ in tx.copyOut("SELECT 1") {} }
                #expect(second?.code == .invalidStatement)
                break
            }
            try await tx.commit()
            #expect(try await count(db) == 1)
        }
    }

    @Test func `a transaction with an unfinished COPY is rolled back when the reader is released`() async throws {
        try await withTable(.postgres) { db in
            var kept: SQLCopyStream.Iterator?
            let error = await sqlError {
                try await db.transaction { tx in
                    try await tx.execute("INSERT INTO t VALUES (1, 'undone')")
                    var iterator = tx.copyOut(Self.manyRows).makeAsyncIterator()
                    _ = try await iterator.next()
                    kept = iterator
                }
            }
            #expect(error?.code == .invalidStatement)
            let isKept = kept != nil
            #expect(isKept)
            kept = nil
            let rows = try await count(db)
            #expect(rows == 0)
        }
    }

    @Test func `rows for a COPY cannot come from its own transaction`() async throws {
        try await withTable(.postgres) { db in
            let error = await sqlError {
                try await db.transaction { tx in
                    _ = try await tx.copyIn(into: "t", columns: ["id"], rows: OwnRows(transaction: tx))
                }
            }
            #expect(error?.code == .invalidStatement)
            let rows = try await count(db)
            #expect(rows == 0)
        }
    }

    @Test func `session changes by the query of a COPY are reset`() async throws {
        try await withTable(.postgres) { db in
            for try await _ in db.copyOut("SELECT set_config('work_mem', '5MB', false)") {}
            let setting = try await db.query("SHOW work_mem").scalar(String.self)
            #expect(setting != "5MB")
        }
    }

    @Test func `a failing copyOut throws and leaves the connection usable`() async throws {
        try await withTable(.postgres) { db in
            let failing: SQL = "SELECT 1 / (5000 - n) FROM generate_series(1, 10000) AS n"
            let error = await #expect(throws: SQLError.self) {
                for try await _ in db.copyOut(failing) {}
            }
            #expect(error?.code == .invalidValue)
            let wrong = await #expect(throws: SQLError.self) { for try await _ in db.copyOut("SELECT nope") {} }
            #expect(wrong?.code == .invalidStatement)
            let bound = await #expect(throws: SQLError.self) { for try await _ in db.copyOut("SELECT \(1)") {} }
            #expect(bound?.code == .invalidStatement)
            let one = try await db.query("SELECT 1").scalar(Int.self)
            #expect(one == 1)
        }
    }

    @Test func `a COPY ends at its deadline`() async throws {
        let configuration = Database.Configuration(poolSize: 2, statementTimeout: .milliseconds(300))
        try await TestDriver.postgres.withDatabase(configuration) { db in
            try await db.execute("CREATE TABLE t (id integer, name text)")
            let reading = await #expect(throws: SQLError.self) {
                for try await _ in db.copyOut("SELECT pg_sleep(60)") {}
            }
            #expect(reading?.code == .timeout)
            // The server waits while another connection holds a lock on the table.
            let lock = try await db.begin()
            try await lock.execute("LOCK TABLE t IN ACCESS EXCLUSIVE MODE")
            let starting = await #expect(throws: SQLError.self) {
                try await db.copyIn(into: "t", columns: ["id", "name"], rows: Rows(limit: 9))
            }
            #expect(starting?.code == .timeout)
            try await lock.rollback()
            #expect(try await db.copyIn(into: "t", columns: ["id", "name"], rows: Rows(limit: 2)) == 2)
            // The server reads only the first row, so that the socket buffer fills up.
            try await db.execute(
                """
                CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN PERFORM pg_sleep(60); RETURN NEW; END'
                """
            )
            try await db.execute("CREATE TRIGGER slow BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION slow()")
            let rows = Rows(limit: 1_000_000, text: String(repeating: "x", count: 1000))
            let writing = await #expect(throws: SQLError.self) {
                try await db.copyIn(into: "t", columns: ["id", "name"], rows: rows)
            }
            #expect(writing?.code == .timeout)
            try await db.execute("DROP TRIGGER slow ON t")
            #expect(try await db.copyIn(into: "t", columns: ["id", "name"], rows: Rows(limit: 2)) == 2)
        }
    }

    @Test func `a COPY ends when its task is cancelled`() async throws {
        try await withTable(.postgres) { db in
            let reading = Task { for try await _ in db.copyOut("SELECT pg_sleep(60)") {} }
            try await Task.sleep(for: .milliseconds(200))
            reading.cancel()
            await #expect(throws: CancellationError.self) { try await reading.value }
            let writing = Task {
                try await db.copyIn(into: "t", columns: ["id", "name"], rows: Rows(limit: 9, pausesAt: 5))
            }
            try await Task.sleep(for: .milliseconds(200))
            writing.cancel()
            await #expect(throws: CancellationError.self) { try await writing.value }
            #expect(try await count(db) == 0)
        }
    }

    @Test func `SQLite does not support copyOut`() async throws {
        try await withTable(.sqlite) { db in
            let error = await #expect(throws: SQLError.self) { for try await _ in db.copyOut("SELECT 1") {} }
            #expect(error?.code == .unsupported)
            let rows = try await count(db)
            #expect(rows == 0)
        }
    }

    @Test func `COPY as a statement throws and leaves the connection usable`() async throws {
        try await withTable(.postgres) { db in
            for text in ["COPY t FROM STDIN", "COPY t TO STDOUT"] as [SQL] {
                let error = await #expect(throws: SQLError.self) { try await db.execute(text) }
                #expect(error?.code == .unsupported)
                let one = try await db.query("SELECT 1").scalar(Int.self)
                #expect(one == 1)
            }
        }
    }
}
