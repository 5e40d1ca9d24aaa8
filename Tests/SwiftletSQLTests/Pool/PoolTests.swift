import Swiftlet
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
    func `waiting for a connection can be canceled`(_ driver: TestDriver) async throws {
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

@Suite struct PoolStateTests {
    private func opens(_ grant: PoolState<String>.Grant?) -> Bool {
        if case .open = grant { true } else { false }
    }

    private func used(_ grant: PoolState<String>.Grant?) -> String? {
        if case .use(let connection, _) = grant { connection } else { nil }
    }

    @Test func `slots are granted up to the limit`() {
        var pool = PoolState<String>(size: 1, limit: 2)
        #expect(opens(pool.tryAcquire()))
        #expect(opens(pool.tryAcquire()))
        #expect(!opens(pool.tryAcquire()))
        #expect(pool.releaseSlot() == nil)
        #expect(opens(pool.tryAcquire()))
    }

    @Test func `the last connection used is reused first, overflow is discarded`() {
        var pool = PoolState<String>(size: 2, limit: 3)
        for _ in 0..<3 { _ = pool.tryAcquire() }
        #expect(pool.release("a", at: .zero) == .discarded)
        #expect(pool.release("b", at: .zero) == .kept)
        #expect(pool.release("c", at: .zero) == .kept)
        #expect(used(pool.tryAcquire()) == "c")
        #expect(used(pool.tryAcquire()) == "b")
        #expect(pool.count == 2)
    }

    @Test func `waiters get a connection or a slot in order`() {
        var pool = PoolState<String>(size: 1, limit: 1)
        _ = pool.tryAcquire()
        pool.enqueue(1)
        pool.enqueue(2)
        pool.enqueue(3)
        pool.removeWaiter(2)
        #expect(pool.release("a", at: .zero) == .handedOff(waiter: 1))
        #expect(pool.releaseSlot() == 3)
        #expect(pool.count == 1)
        #expect(pool.releaseSlot() == nil)
        #expect(pool.count == 0)
    }

    @Test func `removing idle connections releases their slots`() {
        var pool = PoolState<String>(size: 2, limit: 2)
        for _ in 0..<2 { _ = pool.tryAcquire() }
        #expect(pool.release("a", at: .zero) == .kept)
        #expect(pool.removeIdle() == ["a"])
        #expect(pool.count == 1)
        #expect(opens(pool.tryAcquire()))
        #expect(!opens(pool.tryAcquire()))
    }

    @Test func `a closed pool keeps no connection`() {
        var pool = PoolState<String>(size: 2, limit: 2)
        _ = pool.tryAcquire()
        _ = pool.tryAcquire()
        #expect(pool.release("a", at: .zero) == .kept)
        let closed = pool.close()
        #expect(closed.idle == ["a"])
        #expect(pool.release("b", at: .zero) == .discarded)
        #expect(pool.count == 0)
    }
}
