import SwiftletContext
import TestSupport
import Testing

@testable import SwiftletSQL

/// SQLite rolls back the whole transaction when a write is interrupted or cannot be stored.
@Suite(.timeLimit(.minutes(2))) struct SQLiteRollbackTests {
    private struct Stop: Error {}

    /// The cause of the rollback.
    enum Cause: CaseIterable {
        case deadline
        case cancellation
        case fullDisk
    }

    private static let endlessWrite: SQL = """
        INSERT INTO audit
        WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s) SELECT count(*) FROM s
        """

    private func withAudit(_ body: (Database, _ observer: Database) async throws -> Void) async throws {
        try await TestDriver.sqlite.withURL { url in
            let db = try Database(url: url)
            let observer = try Database(url: url)
            try await db.execute("CREATE TABLE audit (entry text)")
            try await body(db, observer)
            await db.close()
            await observer.close()
        }
    }

    private func provoke(_ cause: Cause, in tx: Transaction) async throws {
        switch cause {
        case .deadline:
            let context = Context(requestID: "r", deadline: .now + .seconds(1))
            let error = await Context.$current.withValue(context) {
                await #expect(throws: SQLError.self) { try await tx.execute(Self.endlessWrite) }
            }
            #expect(error?.code == .timeout)
        case .cancellation:
            let task = Task { try await tx.execute(Self.endlessWrite) }
            try await Task.sleep(for: .seconds(1))
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
        case .fullDisk:
            _ = try await tx.query("PRAGMA max_page_count = 20")
            let error = await #expect(throws: SQLError.self) {
                for _ in 0..<100 {
                    try await tx.execute("INSERT INTO audit VALUES (\(String(repeating: "x", count: 4000)))")
                }
            }
            #expect(error?.code == .diskFull)
        }
    }

    @Test(arguments: Cause.allCases)
    func `statements after an automatic rollback are rejected`(_ cause: Cause) async throws {
        try await withAudit { db, observer in
            let error = await sqlError {
                try await db.transaction { tx in
                    try await tx.execute("INSERT INTO audit VALUES ('first')")
                    try await provoke(cause, in: tx)
                    let next = await #expect(throws: SQLError.self) {
                        try await tx.execute("INSERT INTO audit VALUES ('second')")
                    }
                    #expect(next?.code == .transactionAborted)
                    let pipelined = await #expect(throws: SQLError.self) {
                        try await tx.pipeline(["INSERT INTO audit VALUES ('third')"])
                    }
                    #expect(pipelined?.code == .transactionAborted)
                    let streamed = await #expect(throws: SQLError.self) {
                        for try await _ in tx.stream("INSERT INTO audit VALUES ('fourth') RETURNING 1") {}
                    }
                    #expect(streamed?.code == .transactionAborted)
                }
            }
            #expect(error?.code == .transactionAborted)
            let entries = try await observer.query("SELECT * FROM audit")
            #expect(entries.isEmpty)
            try await db.execute("INSERT INTO audit VALUES ('later')")
        }
    }

    @Test(arguments: Cause.allCases)
    func `a savepoint does not outlive an automatic rollback`(_ cause: Cause) async throws {
        try await withAudit { db, observer in
            let error = await sqlError {
                try await db.transaction { tx in
                    await #expect(throws: Stop.self) {
                        try await tx.savepoint {
                            try await provoke(cause, in: tx)
                            throw Stop()
                        }
                    }
                    let next = await #expect(throws: SQLError.self) {
                        try await tx.savepoint { try await tx.execute("INSERT INTO audit VALUES ('second')") }
                    }
                    #expect(next?.code == .transactionAborted)
                }
            }
            #expect(error?.code == .transactionAborted)
            let entries = try await observer.query("SELECT * FROM audit")
            #expect(entries.isEmpty)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a savepoint that cannot be rolled back aborts the transaction`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            try await db.execute("CREATE TABLE t (id integer)")
            let error = await sqlError {
                try await db.transaction { tx in
                    _ = await #expect(throws: Stop.self) {
                        try await tx.savepoint {
                            try await tx.execute("INSERT INTO t VALUES (1)")
                            try await tx.execute("RELEASE SAVEPOINT swiftlet_1")
                            throw Stop()
                        }
                    }
                }
            }
            #expect(error?.code == .transactionAborted)
            #expect(try await db.query("SELECT * FROM t").count == 0)
        }
    }

    @Test func `a pipeline stops at a statement that ends its transaction`() async throws {
        try await TestDriver.sqlite.withDatabase { db in
            try await db.execute("CREATE TABLE t (id integer)")
            let error = await #expect(throws: SQLError.self) {
                try await db.pipeline(["INSERT INTO t VALUES (1)", "ROLLBACK", "INSERT INTO t VALUES (2)"])
            }
            #expect(error?.code == .transactionAborted)
            #expect(try await db.query("SELECT * FROM t").count == 0)
        }
    }

    @Test(arguments: ["commit", "rollback", "abandon"])
    func `a read-only transaction ended by SQLite leaves the connection writable`(_ end: String) async throws {
        try await withAudit { db, _ in
            var transaction: Transaction? = try await db.begin(isReadOnly: true)
            let blocked = await #expect(throws: SQLError.self) {
                try await transaction?.execute("INSERT INTO audit VALUES ('never')")
            }
            #expect(blocked?.code == .readOnly)
            _ = try await transaction?.query("ROLLBACK")
            switch end {
            case "commit":
                let error = await #expect(throws: SQLError.self) { try await transaction?.commit() }
                #expect(error?.code == .transactionAborted)
            case "rollback": try await transaction?.rollback()
            default: break
            }
            transaction = nil
            #expect(try await db.execute("INSERT INTO audit VALUES ('after')") == 1)
        }
    }
}
