import TestSupport
import Testing

@testable import SwiftletSQL

/// Prepared statements that the server has lost, can no longer run, or already has under the same name.
@Suite(.timeLimit(.minutes(2)), .enabled(if: PostgresServer.programs != nil, PostgresServer.reason))
struct PreparedStatementTests {
    private func withDatabase(
        statementCacheSize: Int = 100,
        _ body: (Database) async throws -> Void
    ) async throws {
        let configuration = Database.Configuration(statementCacheSize: statementCacheSize, sessionReset: .never)
        try await TestDriver.postgres.withDatabase(configuration, body)
    }

    private func count(_ table: String, _ db: any SQLExecutor) async throws -> Int? {
        try await db.query("SELECT count(*) FROM \(identifier: table)").first?.decode(Int.self)
    }

    /// Returns the number of this library's prepared statements on the pool's only connection.
    private func preparedCount(_ db: Database) async throws -> Int? {
        let rows = try await db.pipeline([
            "SELECT 1", "SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'swiftlet%'",
        ])
        return try rows[1].first?.decode(Int.self)
    }

    @Test func `connections use different statement names`() {
        var names: Set<String> = []
        for _ in 0..<100 {
            var statements = PreparedStatements(capacity: 1)
            let name = statements.makeName()
            #expect(name.wholeMatch(of: /swiftlet_[0-9a-f]{16}_1/) != nil)
            names.insert(name)
        }
        #expect(names.count == 100)
    }

    @Test func `the first transaction after DEALLOCATE ALL works`() async throws {
        try await withDatabase { db in
            try await db.execute("CREATE TABLE t (id bigint)")
            for id in 0..<3 { try await db.transaction { tx in try await tx.execute("INSERT INTO t VALUES (\(id))") } }
            try await db.execute("DEALLOCATE ALL")
            try await db.transaction(retrying: 1) { tx in
                _ = try await tx.query("SELECT count(*) FROM t")
                try await tx.execute("INSERT INTO t VALUES (\(3))")
            }
            #expect(try await count("t", db) == 4)
            try await db.execute("DEALLOCATE ALL")
            #expect(try await count("t", db) == 4)
            try await db.transaction { tx in try await tx.execute("INSERT INTO t VALUES (\(4))") }
            #expect(try await count("t", db) == 5)
        }
    }

    @Test func `an evicted statement is deallocated outside of transactions`() async throws {
        try await withDatabase(statementCacheSize: 3) { db in
            try await db.execute("CREATE TABLE t (id bigint)")
            for round in 0..<3 {
                for column in 0..<8 { _ = try await db.query("SELECT 1 AS \(identifier: "c\(column)")") }
                try await db.transaction { tx in
                    for column in 0..<8 { _ = try await tx.query("SELECT 2 AS \(identifier: "c\(column)")") }
                    try await tx.execute("INSERT INTO t VALUES (\(round))")
                }
            }
            #expect(try await count("t", db) == 3)
            // An unused statement is deallocated together with the next one that is prepared.
            _ = try await db.query("SELECT 3")
            _ = try await db.query("SELECT 4")
            let left = try #require(try await preparedCount(db))
            #expect(left <= 6)
        }
    }

    @Test func `a transaction begun with SQL is not aborted by a deallocation`() async throws {
        try await withDatabase(statementCacheSize: 1) { db in
            let lease = try await db.pool.lease(until: nil)
            func run(_ sql: SQL) async throws {
                _ = try await lease.connection.run(SQLStatement(sql, for: .postgres), until: nil)
            }
            try await run("CREATE TABLE t (id bigint)")
            try await run("SELECT 1 AS one")
            try await run("DEALLOCATE ALL")
            try await run("SELECT 2 AS two")
            try await run("BEGIN")
            try await run("INSERT INTO t VALUES (1)")
            try await run("COMMIT")
            await lease.end()
            #expect(try await count("t", db) == 1)
        }
    }

    @Test func `a stale plan in a transaction has its own code, and all statements are prepared again`() async throws {
        try await withDatabase { db in
            try await db.execute("CREATE TABLE t (id bigint)")
            try await db.execute("CREATE TABLE u (id bigint)")
            func read(_ executor: any SQLExecutor) async throws -> [[String]] {
                let first = try await executor.query("SELECT * FROM t")
                let second = try await executor.query("SELECT * FROM u")
                return [first.columnNames, second.columnNames]
            }
            _ = try await read(db)
            func alter(_ column: String) async throws {
                try await db.execute("ALTER TABLE t ADD COLUMN \(identifier: column) text")
                try await db.execute("ALTER TABLE u ADD COLUMN \(identifier: column) text")
            }
            try await alter("a")
            let error = await #expect(throws: SQLError.self) {
                try await db.transaction { tx in _ = try await read(tx) }
            }
            #expect(error?.code == .stalePlan)
            #expect(error?.isRetryable == true)
            let columns = try await db.transaction { tx in try await read(tx) }
            #expect(columns == [["id", "a"], ["id", "a"]])
            try await alter("b")
            let later = try await db.transaction(retrying: 1) { tx in try await read(tx) }
            #expect(later == [["id", "a", "b"], ["id", "a", "b"]])
        }
    }

    @Test(arguments: ["0A000", "26000", "42P05"])
    func `a procedure that commits and then fails is called once`(_ state: String) async throws {
        try await withDatabase { db in
            try await db.execute("CREATE TABLE t (id bigint)")
            try await db.execute(
                """
                CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN
                    INSERT INTO t VALUES (1); COMMIT;
                    RAISE EXCEPTION 'swiftlet_' USING ERRCODE = '\(SQL(unescaped: state))';
                END $$
                """
            )
            for calls in 1...2 {
                let error = await #expect(throws: SQLError.self) { try await db.execute("CALL p()") }
                #expect(error?.sqlState == state)
                #expect(error?.code != .stalePlan)
                #expect(try await count("t", db) == calls)
            }
        }
    }

    @Test func `a partially committed pipeline is sent once`() async throws {
        try await withDatabase { db in
            try await db.execute("CREATE TABLE t (id bigint)")
            try await db.execute("CREATE TABLE u (id bigint)")
            let statements: [SQL] = ["INSERT INTO t VALUES (1)", "COMMIT", "SELECT * FROM u"]
            _ = try await db.pipeline(statements)
            try await db.execute("ALTER TABLE u ADD COLUMN name text")
            let error = await #expect(throws: SQLError.self) { try await db.pipeline(statements) }
            #expect(error?.code == .stalePlan)
            #expect(try await count("t", db) == 2)
            _ = try await db.pipeline(statements)
            #expect(try await count("t", db) == 3)
        }
    }

    @Test func `a statement name that already exists is replaced`() async throws {
        try await withDatabase { db in
            let lease = try await db.pool.lease(until: nil)
            let connection = try #require(lease.connection as? PostgresConnection)
            func run(_ sql: SQL, isCacheable: Bool = true) async throws -> SQLRows {
                let statement = try SQLStatement(sql, for: .postgres, isCacheable: isCacheable)
                return try await connection.run(statement, until: nil)
            }
            func take(_ numbers: ClosedRange<Int>) async throws {
                for number in numbers {
                    let name = SQL(unescaped: "\(connection.statements.prefix)\(number)")
                    _ = try await run("PREPARE \(name) AS SELECT 'of another'", isCacheable: false)
                }
            }
            try await take(1...1)
            #expect(try await run("SELECT \(1) + 1").decode(Int.self) == [2])
            try await take(3...3)
            _ = try await run("BEGIN", isCacheable: false)
            let error = await #expect(throws: SQLError.self) { try await run("SELECT \(1) + 2") }
            #expect(error?.code == .stalePlan)
            _ = try await run("ROLLBACK", isCacheable: false)
            #expect(try await run("SELECT \(1) + 2").decode(Int.self) == [3])
            await lease.end()
        }
    }

    @Test func `a connection that keeps losing statements stops preparing them`() async throws {
        try await withDatabase { db in
            for round in 0..<5 {
                let sum = try await db.query("SELECT \(round) + 1").decode(Int.self)
                #expect(sum == [round + 1])
                try await db.execute("DEALLOCATE ALL")
            }
            _ = try await db.query("SELECT \(1) + 2")
            #expect(try await preparedCount(db) == 0)
        }
    }
}
