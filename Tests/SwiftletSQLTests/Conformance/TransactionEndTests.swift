import SwiftletContext
import Synchronization
import TestSupport
import Testing

@testable import SwiftletSQL

/// The end of transactions: when the outcome of a commit is known, and when the body is retried.
@Suite(.timeLimit(.minutes(2))) struct TransactionEndTests {
    private func withTable(
        _ driver: TestDriver,
        _ configuration: Database.Configuration = .init(),
        _ body: (Database) async throws -> Void
    ) async throws {
        try await driver.withDatabase(configuration) { db in
            try await db.execute("CREATE TABLE t (id integer)")
            try await body(db)
        }
    }

    private func count(_ db: any SQLExecutor) async throws -> Int? {
        try await db.query("SELECT count(*) FROM t").first?.decode(Int.self)
    }

    /// Delays every commit of an insertion into `t` by an hour.
    private func makeCommitsHang(_ db: Database) async throws {
        try await db.execute(
            """
            CREATE FUNCTION hang() RETURNS trigger LANGUAGE plpgsql
            AS 'BEGIN PERFORM pg_sleep(3600); RETURN NULL; END'
            """
        )
        try await db.execute(
            """
            CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION hang()
            """
        )
    }

    @Test func `a commit that exceeds its deadline has an unknown outcome`() async throws {
        try await withTable(.postgres, .init(statementTimeout: .seconds(2))) { db in
            try await makeCommitsHang(db)
            let attempts = Atomic(0)
            let error = await #expect(throws: SQLError.self) {
                try await db.transaction(retrying: 3) { tx in
                    attempts.add(1, ordering: .relaxed)
                    try await tx.execute("INSERT INTO t VALUES (1)")
                }
            }
            #expect(error?.code == .commitOutcomeUnknown)
            #expect(error?.isRetryable == false)
            #expect((error?.underlyingError as? SQLError)?.code == .timeout)
            #expect(attempts.load(ordering: .relaxed) == 1)
        }
    }

    @Test func `a commit whose connection is lost has an unknown outcome`() async throws {
        try await withTable(.postgres, .init(poolSize: 2)) { db in
            try await makeCommitsHang(db)
            let tx = try await db.begin()
            let process = try await tx.query("SELECT pg_backend_pid()").first?.decode(Int.self)
            try await tx.execute("INSERT INTO t VALUES (1)")
            let commit = Task { try await tx.commit() }
            let backend = try #require(process)
            while try await db.query("SELECT wait_event FROM pg_stat_activity WHERE pid = \(backend)").first?
                .decode(String?.self) != "PgSleep"
            {
                try await Task.sleep(for: .milliseconds(10))
            }
            _ = try await PostgresServer.shared().terminate(backend)
            let error = await #expect(throws: SQLError.self) { try await commit.value }
            #expect(error?.code == .commitOutcomeUnknown)
            #expect(error?.sqlState == "57P01")
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a commit with too little time left is rolled back`(_ driver: TestDriver) async throws {
        try await withTable(driver) { db in
            let tx = try await db.begin()
            try await tx.execute("INSERT INTO t VALUES (1)")
            // The reserve for the response is 100 ms, so a few are left for the commit.
            let context = Context(requestID: "r", deadline: .now + .milliseconds(120))
            let error = await Context.$current.withValue(context) {
                await #expect(throws: SQLError.self) { try await tx.commit() }
            }
            #expect(error?.code == .timeout)
            #expect(!tx.isOpen)
            #expect(try await count(db) == 0)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a body that has committed is not retried`(_ driver: TestDriver) async throws {
        try await withTable(driver) { db in
            for text in [nil, "COMMIT"] as [SQL?] {
                let before = try #require(try await count(db))
                await #expect(throws: SQLError.self) {
                    try await db.transaction(retrying: 3) { tx in
                        try await tx.execute("INSERT INTO t VALUES (1)")
                        if let text {
                            try await tx.execute(text)
                        } else {
                            try await tx.commit()
                        }
                        throw SQLError(.deadlock, "Of another transaction.")
                    }
                }
                #expect(try await count(db) == before + 1)
            }
        }
    }

    @Test(arguments: [["COMMIT AND CHAIN"], ["COMMIT", "BEGIN"], ["END", "INSERT INTO t VALUES (2)", "BEGIN"]])
    func `a body that has committed and begun another transaction is not retried`(_ texts: [String]) async throws {
        try await withTable(.postgres) { db in
            for keepsRunning in [false, true] {
                let before = try #require(try await count(db))
                let attempts = Atomic(0)
                await #expect(throws: SQLError.self) {
                    try await db.transaction(retrying: 3) { tx in
                        attempts.add(1, ordering: .relaxed)
                        try await tx.execute("INSERT INTO t VALUES (1)")
                        _ = try await tx.pipeline(texts.map { SQL(unescaped: $0) })
                        if keepsRunning { try await tx.execute("INSERT INTO t VALUES (3)") }
                        throw SQLError(.deadlock, "Deadlock.")
                    }
                }
                #expect(attempts.load(ordering: .relaxed) == 1)
                #expect(try await count(db) == before + 1)
            }
        }
    }

    @Test func `a body that fails in the database after a commit is not retried`() async throws {
        try await withTable(.postgres) { db in
            let attempts = Atomic(0)
            await #expect(throws: SQLError.self) {
                try await db.transaction(retrying: 3) { tx in
                    attempts.add(1, ordering: .relaxed)
                    try await tx.execute("INSERT INTO t VALUES (1)")
                    try await tx.execute("COMMIT AND CHAIN")
                    try await tx.execute(
                        """
                        DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$
                        """
                    )
                }
            }
            #expect(attempts.load(ordering: .relaxed) == 1)
            let committed = try await count(db)
            #expect(committed == 1)
        }
    }

    @Test func `a body whose own commit failed is retried`() async throws {
        try await withTable(.postgres) { db in
            try await db.execute(
                """
                CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql
                AS $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$
                """
            )
            try await db.execute(
                """
                CREATE CONSTRAINT TRIGGER failing AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW WHEN (NEW.id = 0) EXECUTE FUNCTION fail()
                """
            )
            let attempts = Atomic(0)
            try await db.transaction(retrying: 3) { tx in
                let attempt = attempts.add(1, ordering: .relaxed).oldValue
                try await tx.execute("INSERT INTO t VALUES (\(attempt))")
                try await tx.commit()
            }
            #expect(attempts.load(ordering: .relaxed) == 2)
            #expect(try await count(db) == 1)
        }
    }

    @Test func `waiting for a concurrent statement ends at the deadline`() async throws {
        try await withTable(.postgres) { db in
            let tx = try await db.begin()
            let process = try await tx.query("SELECT pg_backend_pid()").first?.decode(Int.self)
            let backend = try #require(process)
            let slow = Task { try await tx.query("SELECT pg_sleep(3600)") }
            let query = "SELECT count(*) FROM pg_stat_activity WHERE pid = \(backend) AND wait_event = 'PgSleep'"
            try await PostgresServer.shared().wait(for: "1", to: query)
            let context = Context(requestID: "r", deadline: .now + .milliseconds(300))
            let timeout = await Context.$current.withValue(context) {
                await #expect(throws: SQLError.self) { try await tx.savepoint {} }
            }
            #expect(timeout?.code == .timeout)
            let waiting = Task { try await tx.execute("INSERT INTO t VALUES (1)") }
            waiting.cancel()
            await #expect(throws: CancellationError.self) { try await waiting.value }
            let late = Context(requestID: "r", deadline: .now + .milliseconds(300))
            let end = await Context.$current.withValue(late) {
                await #expect(throws: SQLError.self) { try await tx.commit() }
            }
            #expect(end?.code == .timeout)
            #expect(!tx.isOpen)
            slow.cancel()
            await #expect(throws: CancellationError.self) { try await slow.value }
            // The connection is released when the statement has ended.
            #expect(try await count(db) == 0)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `too many parameters are rejected before the statement is sent`(_ driver: TestDriver) async throws {
        try await withTable(driver) { db in
            let ids = Array(1...300_000)
            try await db.transaction { tx in
                try await tx.execute("INSERT INTO t VALUES (1)")
                let error = await #expect(throws: SQLError.self) {
                    try await tx.query("SELECT id FROM t WHERE id IN \(list: ids)")
                }
                #expect(error?.code == .invalidStatement)
                #expect(error?.message.contains("300000 parameters") == true)
                let stream = await #expect(throws: SQLError.self) {
                    for try await _ in tx.stream("SELECT id FROM t WHERE id IN \(list: ids)") {}
                }
                #expect(stream?.code == .invalidStatement)
                try await tx.execute("INSERT INTO t VALUES (2)")
            }
            #expect(try await count(db) == 2)
            let most = try await db.query("SELECT id FROM t WHERE id IN \(list: Array(ids.prefix(30_000)))")
            #expect(most.count == 2)
        }
    }

    @Test func `PostgreSQL accepts as many parameters as the limit allows`() async throws {
        try await withTable(.postgres) { db in
            try await db.execute("INSERT INTO t VALUES (1)")
            let rows = try await db.query("SELECT id FROM t WHERE id IN \(list: Array(1...65_535))")
            #expect(rows.count == 1)
            let error = await #expect(throws: SQLError.self) {
                try await db.query("SELECT id FROM t WHERE id IN \(list: Array(1...65_536))")
            }
            #expect(error?.message.contains("65536 parameters") == true)
            #expect(error?.message.contains("at most 65535") == true)
        }
    }
}
