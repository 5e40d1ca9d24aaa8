import SwiftletContext
import TestSupport
import Testing

@testable import SwiftletSQL

@Suite(.timeLimit(.minutes(2))) struct PoolTests {
    @Test(arguments: TestDriver.allCases)
    func `a full pool fails with acquireTimeout`(_ driver: TestDriver) async throws {
        try await driver.withDatabase(.init(acquireTimeout: .seconds(8))) { db in
            let transaction = try await db.begin()
            let error = await #expect(throws: SQLError.self) { try await db.query("SELECT 1") }
            #expect(error?.code == .acquireTimeout)
            #expect(error?.message.contains("all 1 connections of the pool") == true)
            try await transaction.rollback()
            #expect(try await db.query("SELECT 1").count == 1)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `waiting for a connection can be cancelled`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let transaction = try await db.begin()
            let waiting = Task { try await db.query("SELECT 1") }
            waiting.cancel()
            await #expect(throws: CancellationError.self) { try await waiting.value }
            try await transaction.commit()
            #expect(try await db.query("SELECT 1").count == 1)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `waiting for a connection ends at the deadline`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let transaction = try await db.begin()
            let context = Context(requestID: "r", deadline: .now + .milliseconds(200))
            let error = await Context.$current.withValue(context) {
                await #expect(throws: SQLError.self) { try await db.query("SELECT 1") }
            }
            #expect(error?.code == .acquireTimeout)
            try await transaction.commit()
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `many tasks share a few connections`(_ driver: TestDriver) async throws {
        let configuration = Database.Configuration(poolSize: 2, maxOverflow: 2, acquireTimeout: .seconds(60))
        try await driver.withDatabase(configuration) { db in
            try await db.execute("CREATE TABLE t (id integer)")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for id in 0..<200 {
                    group.addTask { try await db.execute("INSERT INTO t VALUES (\(id))") }
                }
                try await group.waitForAll()
            }
            #expect(try await db.query("SELECT count(*) FROM t").first?.decode(Int.self) == 200)
        }
    }

    @Test func `connections are not reused after a snapshot`() async throws {
        try await TestDriver.postgres.withDatabase(.init(poolSize: 2)) { db in
            let first = try await db.query("SELECT pg_backend_pid()")[0].decode(Int.self)
            await db.pool.closeIdleConnections()
            let second = try await db.query("SELECT pg_backend_pid()")[0].decode(Int.self)
            #expect(first != second)
            #expect(try await db.query("SELECT pg_backend_pid()")[0].decode(Int.self) == second)
        }
    }

    @Test func `overflow connections are closed when they are released`() async throws {
        try await TestDriver.postgres.withDatabase(.init(poolSize: 1, maxOverflow: 2)) { db in
            let transactions = [try await db.begin(), try await db.begin(), try await db.begin()]
            var processes: Set<Int> = []
            for transaction in transactions {
                let rows = try await transaction.query("SELECT pg_backend_pid()")
                processes.insert(try rows[0].decode(Int.self))
            }
            #expect(processes.count == 3)
            for transaction in transactions {
                try await transaction.commit()
            }
            var later: Set<Int> = []
            for _ in 0..<5 {
                later.insert(try await db.query("SELECT pg_backend_pid()")[0].decode(Int.self))
            }
            #expect(later.count == 1)
            #expect(later.isSubset(of: processes))
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a closed database rejects statements`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            _ = try await db.query("SELECT 1")
            await db.close()
            let error = await #expect(throws: SQLError.self) { try await db.query("SELECT 1") }
            #expect(error?.code == .closed)
        }
    }

    @Test func `the pool size for a function is its concurrency`() {
        #expect(Database.Configuration.poolSize(in: [:]) == 1)
        #expect(Database.Configuration.poolSize(in: ["AWS_LAMBDA_MAX_CONCURRENCY": "8"]) == 8)
        #expect(Database.Configuration.poolSize(in: ["AWS_LAMBDA_MAX_CONCURRENCY": "zero"]) == 1)
        #expect(Database.Configuration.poolSize(in: ["AWS_LAMBDA_MAX_CONCURRENCY": "0"]) == 1)
    }
}
