import Synchronization
import TestSupport
import Testing

@testable import SwiftletSQL

@Suite(.timeLimit(.minutes(2))) struct TransactionTests {
    private struct Stop: Error {}

    private func count(_ executor: any SQLExecutor) async throws -> Int {
        try #require(try await executor.query("SELECT count(*) FROM t").first?.decode(Int.self))
    }

    private func withTable(_ driver: TestDriver, _ body: (Database) async throws -> Void) async throws {
        try await driver.withDatabase { db in
            try await db.execute("CREATE TABLE t (id integer PRIMARY KEY)")
            try await body(db)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a transaction commits when its body returns`(_ driver: TestDriver) async throws {
        try await withTable(driver) { db in
            let result = try await db.transaction { tx in
                try await tx.execute("INSERT INTO t VALUES (1)")
                return try await count(tx)
            }
            #expect(result == 1)
            #expect(try await count(db) == 1)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a transaction rolls back when its body throws`(_ driver: TestDriver) async throws {
        try await withTable(driver) { db in
            await #expect(throws: Stop.self) {
                try await db.transaction { tx in
                    try await tx.execute("INSERT INTO t VALUES (1)")
                    throw Stop()
                }
            }
            let left = try await count(db)
            #expect(left == 0)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a transaction rolls back when its task is cancelled`(_ driver: TestDriver) async throws {
        try await withTable(driver) { db in
            let (inserted, signal) = AsyncStream.makeStream(of: Void.self)
            let task = Task {
                try await db.transaction { tx in
                    try await tx.execute("INSERT INTO t VALUES (1)")
                    signal.finish()
                    try await Task.sleep(for: .seconds(3600))
                }
            }
            for await _ in inserted {}
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            let left = try await count(db)
            #expect(left == 0)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a body that ignores cancellation does not commit`(_ driver: TestDriver) async throws {
        try await withTable(driver) { db in
            let task = Task {
                try await db.transaction { tx in
                    try await tx.execute("INSERT INTO t VALUES (1)")
                    unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
                }
            }
            await #expect(throws: CancellationError.self) { try await task.value }
            let left = try await count(db)
            #expect(left == 0)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a savepoint rolls back only its own changes`(_ driver: TestDriver) async throws {
        try await withTable(driver) { db in
            try await db.transaction { tx in
                try await tx.execute("INSERT INTO t VALUES (1)")
                await #expect(throws: SQLError.self) {
                    try await tx.savepoint {
                        try await tx.execute("INSERT INTO t VALUES (2)")
                        try await tx.execute("INSERT INTO t VALUES (1)")
                    }
                }
                try await tx.savepoint {
                    try await tx.execute("INSERT INTO t VALUES (3)")
                    await #expect(throws: Stop.self) {
                        try await tx.savepoint {
                            try await tx.execute("INSERT INTO t VALUES (4)")
                            throw Stop()
                        }
                    }
                }
            }
            #expect(try await db.query("SELECT id FROM t ORDER BY id").decode(Int.self) == [1, 3])
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `an explicit transaction can end only once`(_ driver: TestDriver) async throws {
        try await withTable(driver) { db in
            let first = try await db.begin()
            try await first.execute("INSERT INTO t VALUES (1)")
            #expect(first.isOpen)
            try await first.commit()
            #expect(!first.isOpen)
            let late = await #expect(throws: SQLError.self) { try await first.execute("INSERT INTO t VALUES (2)") }
            #expect(late?.code == .transactionClosed)
            let again = await #expect(throws: SQLError.self) { try await first.rollback() }
            #expect(again?.code == .transactionClosed)
            let second = try await db.begin()
            try await second.execute("INSERT INTO t VALUES (2)")
            try await second.rollback()
            #expect(try await count(db) == 1)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a released transaction is rolled back and its connection returned`(_ driver: TestDriver) async throws {
        try await withTable(driver) { db in
            func abandon() async throws {
                let transaction = try await db.begin()
                try await transaction.execute("INSERT INTO t VALUES (1)")
            }
            try await abandon()
            #expect(try await count(db) == 0)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a transaction begun with SQL does not outlive its statement`(_ driver: TestDriver) async throws {
        try await withTable(driver) { db in
            try await db.execute("BEGIN")
            try await db.execute("INSERT INTO t VALUES (1)")
            let later = try await db.transaction { tx in try await count(tx) }
            #expect(later == 1)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a read-only transaction rejects writes, and later ones do not`(_ driver: TestDriver) async throws {
        try await withTable(driver) { db in
            let error = await #expect(throws: SQLError.self) {
                try await db.transaction(isReadOnly: true) { tx in
                    _ = try await count(tx)
                    try await tx.execute("INSERT INTO t VALUES (1)")
                }
            }
            #expect(error?.code == .readOnly)
            try await db.execute("INSERT INTO t VALUES (1)")
            #expect(try await count(db) == 1)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `concurrent statements of a transaction are serialized`(_ driver: TestDriver) async throws {
        try await withTable(driver) { db in
            try await db.transaction { tx in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for id in 0..<40 {
                        group.addTask { try await tx.execute("INSERT INTO t VALUES (\(id))") }
                    }
                    try await group.waitForAll()
                }
            }
            #expect(try await count(db) == 40)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a stream runs inside a transaction`(_ driver: TestDriver) async throws {
        try await withTable(driver) { db in
            try await db.transaction { tx in
                for id in 0..<1000 { try await tx.execute("INSERT INTO t VALUES (\(id))") }
                var seen = 0
                for try await _ in tx.stream("SELECT id FROM t") {
                    seen += 1
                    if seen == 600 { break }
                }
                #expect(try await count(tx) == 1000)
            }
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `only errors that rolled back are retried`(_ driver: TestDriver) async throws {
        try await withTable(driver) { db in
            let attempts = Atomic(0)
            let result = try await db.transaction(retrying: 3) { tx in
                try await tx.execute("INSERT INTO t VALUES (1)")
                if attempts.add(1, ordering: .relaxed).newValue < 3 { throw SQLError(.serializationFailure, "Again.") }
                return "done"
            }
            #expect(result == "done")
            #expect(attempts.load(ordering: .relaxed) == 3)
            #expect(try await count(db) == 1)
            let others = Atomic(0)
            await #expect(throws: SQLError.self) {
                try await db.transaction(retrying: 3) { tx in
                    others.add(1, ordering: .relaxed)
                    try await tx.execute("INSERT INTO t VALUES (1)")
                }
            }
            #expect(others.load(ordering: .relaxed) == 1)
        }
    }

    @Test func `a transaction aborted by an ignored error fails to commit`() async throws {
        try await withTable(.postgres) { db in
            let error = await #expect(throws: SQLError.self) {
                try await db.transaction { tx in
                    try await tx.execute("INSERT INTO t VALUES (1)")
                    _ = try? await tx.execute("INSERT INTO t VALUES (1)")
                }
            }
            #expect(error?.code == .transactionAborted)
            let left = try await count(db)
            #expect(left == 0)
        }
    }

    @Test func `a deferred constraint is reported by the commit`() async throws {
        try await withTable(.postgres) { db in
            try await db.execute("CREATE TABLE u (id integer UNIQUE DEFERRABLE INITIALLY DEFERRED)")
            let error = await #expect(throws: SQLError.self) {
                try await db.transaction { tx in
                    try await tx.execute("INSERT INTO u VALUES (1)")
                    try await tx.execute("INSERT INTO u VALUES (1)")
                }
            }
            #expect(error?.isUniqueViolation("u_id_key") == true)
            #expect(try await db.query("SELECT 1 AS one").count == 1)
        }
    }

    @Test func `serializable transactions that collide are retried`() async throws {
        let configuration = Database.Configuration(poolSize: 4)
        try await TestDriver.postgres.withDatabase(configuration) { db in
            try await db.execute("CREATE TABLE t (id integer, n integer)")
            try await db.execute("INSERT INTO t VALUES (1, 0)")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        try await db.transaction(isolation: .serializable, retrying: 50) { tx in
                            let n = try #require(try await tx.query("SELECT n FROM t").first?.decode(Int.self))
                            try await tx.execute("UPDATE t SET n = \(n + 1) WHERE id = 1")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await db.query("SELECT n FROM t").first?.decode(Int.self) == 4)
        }
    }

    @Test func `one of two deadlocked transactions fails and may be retried`() async throws {
        let configuration = Database.Configuration(poolSize: 2)
        try await TestDriver.postgres.withDatabase(configuration) { db in
            try await db.execute("CREATE TABLE t (id integer PRIMARY KEY, n integer)")
            try await db.execute("INSERT INTO t VALUES (1, 0), (2, 0)")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (first, second) in [(1, 2), (2, 1)] {
                    group.addTask {
                        try await db.transaction(retrying: 20) { tx in
                            try await tx.execute("UPDATE t SET n = n + 1 WHERE id = \(first)")
                            _ = try await tx.query("SELECT pg_sleep(0.05)")
                            try await tx.execute("UPDATE t SET n = n + 1 WHERE id = \(second)")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await db.query("SELECT n FROM t ORDER BY id").decode(Int.self) == [2, 2])
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `of two concurrent inserts of a key one fails`(_ driver: TestDriver) async throws {
        let configuration = Database.Configuration(poolSize: 2)
        try await driver.withDatabase(configuration) { db in
            try await db.execute("CREATE TABLE users (email text CONSTRAINT users_email_key UNIQUE)")
            let refusals = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        do {
                            try await db.transaction { tx in
                                try await tx.execute("INSERT INTO users VALUES (\("ada@x.org"))")
                            }
                            return 0
                        } catch SQLError.uniqueViolation(constraint: "users_email_key") {
                            return 1
                        }
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(refusals == 1)
        }
    }
}
