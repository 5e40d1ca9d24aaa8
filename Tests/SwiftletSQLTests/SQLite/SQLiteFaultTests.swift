import Foundation
import SwiftletContext
import TestSupport
import Testing

@testable import SwiftletSQL

@Suite(.timeLimit(.minutes(2))) struct SQLiteFaultTests {
    private func withFile(_ body: (String) async throws -> Void) async throws {
        try await TestDriver.sqlite.withURL(body)
    }

    private static let endless: SQL = """
        WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s) SELECT count(*) FROM s
        """

    @Test func `a locked database throws after the busy timeout`() async throws {
        try await withFile { url in
            let first = try Database(url: url)
            let second = try Database(url: url, configuration: .init(busyTimeout: .milliseconds(50)))
            try await first.execute("CREATE TABLE t (id integer)")
            let transaction = try await first.begin()
            try await transaction.execute("INSERT INTO t VALUES (1)")
            let error = await #expect(throws: SQLError.self) { try await second.execute("INSERT INTO t VALUES (2)") }
            #expect(error?.code == .busy)
            #expect(error?.isRetryable == true)
            // WAL mode allows reads while another connection writes.
            #expect(try await second.query("SELECT count(*) FROM t").first?.decode(Int.self) == 0)
            try await transaction.commit()
            try await second.execute("INSERT INTO t VALUES (2)")
            #expect(try await first.query("SELECT count(*) FROM t").first?.decode(Int.self) == 2)
            await first.close()
            await second.close()
        }
    }

    @Test func `a lock released in time is acquired`() async throws {
        try await withFile { url in
            let first = try Database(url: url)
            let second = try Database(url: url, configuration: .init(busyTimeout: .seconds(60)))
            try await first.execute("CREATE TABLE t (id integer)")
            let transaction = try await first.begin()
            async let waiting = second.execute("INSERT INTO t VALUES (2)")
            try await transaction.execute("INSERT INTO t VALUES (1)")
            try await transaction.commit()
            #expect(try await waiting == 1)
            await first.close()
            await second.close()
        }
    }

    @Test func `a pipeline that writes acquires the lock before it reads`() async throws {
        try await withFile { url in
            let first = try Database(url: url)
            let second = try Database(url: url, configuration: .init(busyTimeout: .seconds(60)))
            try await first.execute("CREATE TABLE t (id integer PRIMARY KEY)")
            let holder = try await first.begin()
            try await holder.execute("INSERT INTO t VALUES (1)")
            async let outcome = second.pipeline("SELECT count(*) FROM t", "INSERT INTO t VALUES (2)")
            // Long enough for the pipeline to reach the lock; the expectation also holds if it does not.
            try await Task.sleep(for: .milliseconds(50))
            try await holder.commit()
            let count = try await outcome.0.first?.decode(Int.self)
            #expect(count == 1)
            await first.close()
            await second.close()
        }
    }

    @Test func `waiting for a lock ends at the deadline or on cancellation`() async throws {
        try await withFile { url in
            let first = try Database(url: url)
            let second = try Database(
                url: url,
                configuration: .init(statementTimeout: .milliseconds(100), busyTimeout: .seconds(3600))
            )
            try await first.execute("CREATE TABLE t (id integer)")
            let transaction = try await first.begin()
            let error = await #expect(throws: SQLError.self) { try await second.execute("INSERT INTO t VALUES (2)") }
            #expect(error?.code == .timeout)
            let third = try Database(url: url, configuration: .init(busyTimeout: .seconds(3600)))
            _ = try await third.query("SELECT count(*) FROM t")
            let task = Task { try await third.execute("INSERT INTO t VALUES (3)") }
            try await Task.sleep(for: .milliseconds(50))
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            try await transaction.rollback()
            for db in [first, second, third] { await db.close() }
        }
    }

    @Test func `a full disk rolls back the transaction and leaves the database usable`() async throws {
        try await withFile { url in
            let db = try Database(url: url)
            try await db.execute("CREATE TABLE t (content text)")
            _ = try await db.query("PRAGMA max_page_count = 20")
            let error = await #expect(throws: SQLError.self) {
                try await db.transaction { tx in
                    for _ in 0..<100 {
                        try await tx.execute("INSERT INTO t VALUES (\(String(repeating: "x", count: 4000)))")
                    }
                }
            }
            #expect(error?.code == .diskFull)
            #expect(try await db.query("SELECT count(*) FROM t").first?.decode(Int.self) == 0)
            try await db.execute("INSERT INTO t VALUES ('small')")
            await db.close()
        }
    }

    @Test func `a statement is interrupted at its deadline`() async throws {
        let db = try Database(url: "sqlite::memory:", configuration: .init(statementTimeout: .milliseconds(50)))
        let error = await #expect(throws: SQLError.self) { try await db.query(Self.endless) }
        #expect(error?.code == .timeout)
        #expect(try await db.query("SELECT 1").count == 1)
        let patient = try Database(url: "sqlite::memory:")
        let context = Context(requestID: "r", deadline: .now + .milliseconds(200))
        let late = await Context.$current.withValue(context) {
            await #expect(throws: SQLError.self) { try await patient.query(Self.endless) }
        }
        #expect(late?.code == .timeout)
        await db.close()
        await patient.close()
    }

    @Test func `a statement is interrupted when its task is cancelled`() async throws {
        let db = try Database(url: "sqlite::memory:")
        _ = try await db.query("SELECT 1")
        let task = Task { try await db.query(Self.endless) }
        try await Task.sleep(for: .milliseconds(50))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await db.query("SELECT 1").count == 1)
        await db.close()
    }

    @Test func `the error for a file that cannot be opened omits its path`() async throws {
        let db = try Database(url: "sqlite:/nowhere/secret-path/db.sqlite")
        let error = await #expect(throws: SQLError.self) { try await db.query("SELECT 1") }
        #expect(error?.code == .connectionFailed)
        #expect(error?.description.contains("secret-path") == false)
    }

    @Test func `a file that is not a database is rejected`() async throws {
        try await withFile { url in
            let path = String(url.dropFirst("sqlite:".count))
            try Data(repeating: 65, count: 8192).write(to: URL(filePath: path))
            let db = try Database(url: url)
            let error = await #expect(throws: SQLError.self) { try await db.query("SELECT 1") }
            #expect(error?.code == .storageFailure)
        }
    }

    @Test func `the connection is configured for safety`() async throws {
        try await withFile { url in
            let db = try Database(url: url)
            #expect(try await db.query("PRAGMA journal_mode").first?.decode(String.self) == "wal")
            #expect(try await db.query("PRAGMA foreign_keys").first?.decode(Int.self) == 1)
            let misspelt = await #expect(throws: SQLError.self) { try await db.query("SELECT \"no such column\"") }
            #expect(misspelt?.code == .invalidStatement)
            let own = await #expect(throws: SQLError.self) { try await db.query("SELECT ?") }
            #expect(own?.code == .invalidStatement)
            await db.close()
        }
    }

    @Test func `timestamps are stored as sortable text`() async throws {
        let db = try Database(url: "sqlite::memory:")
        let date = Date(timeIntervalSince1970: 1_767_323_045.6789)
        let row = try #require(try await db.query("SELECT \(date) AS t, typeof(\(date)) AS kind").first)
        #expect(try row["t", as: String.self] == "2026-01-02T03:04:05.678900Z")
        #expect(try row["kind", as: String.self] == "text")
        let current = try #require(try await db.query("SELECT CURRENT_TIMESTAMP AS now").first)
        #expect(try abs(current["now", as: Date.self].timeIntervalSinceNow) < 3600)
        let arrays = await #expect(throws: SQLError.self) { try await db.query("SELECT \([1, 2])") }
        #expect(arrays?.code == .unsupported)
        await db.close()
    }

    @Test func `the statement cache has a maximum size`() async throws {
        let db = try Database(url: "sqlite::memory:", configuration: .init(statementCacheSize: 2))
        for number in 0..<1000 {
            let rows = try await db.query(SQL(unescaped: "SELECT \(number)"))
            #expect(try rows[0].decode(Int.self) == number)
        }
        await db.close()
    }
}
