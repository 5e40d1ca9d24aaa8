import TestSupport
import Testing

@testable import SwiftletSQL

/// A pooler that is configured in the URL or the configuration, and one that is not.
@Suite(.timeLimit(.minutes(2)), .enabled(if: PgBouncer.isInstalled, PgBouncer.reason))
struct PoolerTests {
    private func withDatabase(
        _ mode: PgBouncer.Mode,
        poolSize: Int = 1,
        pooler: String?,
        _ configuration: Database.Configuration = .init(serverTimeouts: .function),
        _ body: (Database) async throws -> Void
    ) async throws {
        // PgBouncer's default: it rejects startup options.
        try await PgBouncer.with(mode, poolSize: poolSize, acceptsOptions: false) { bouncer in
            let url = bouncer.url + (pooler.map { "&pooler=\($0)" } ?? "")
            let db = try Database(url: url, configuration: configuration)
            do {
                try await body(db)
            } catch {
                await db.close()
                throw error
            }
            await db.close()
        }
    }

    private func setting(_ name: SQL, _ executor: any SQLExecutor) async throws -> String? {
        try await executor.query("SHOW \(name)").first?.decode(String.self)
    }

    @Test(arguments: ["transaction", nil])
    func `a transaction pooler leaves the server session unmodified`(_ pooler: String?) async throws {
        var configuration = Database.Configuration(serverTimeouts: .function)
        if pooler == nil { configuration.pooler = .transaction }
        try await withDatabase(.transaction, pooler: pooler, configuration) { db in
            for number in 0..<3 {
                #expect(try await db.query("SELECT \(number) + 1").decode(Int.self) == [number + 1])
            }
            #expect(try await db.query("SELECT name FROM pg_prepared_statements").isEmpty)
            // The server's setting, not one set by a client.
            #expect(try await setting("statement_timeout", db) == "0")
            #expect(try await setting("TimeZone", db) == "Europe/Vienna")
            // A statement that changes the session is not followed by DISCARD ALL, which would affect another client's
            // session.
            try await db.execute("SET work_mem = '5MB'")
            #expect(try await setting("work_mem", db) == "5MB")
        }
    }

    @Test func `transactions, streams and pipelines work through a transaction pooler`() async throws {
        try await withDatabase(
            .transaction,
            poolSize: 2,
            pooler: "transaction",
            .init(poolSize: 4, acquireTimeout: .seconds(60))
        ) { db in
            try await db.execute("CREATE TABLE t (id bigint, at timestamptz)")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for id in 0..<20 {
                    group.addTask {
                        try await db.transaction { tx in
                            try await tx.execute("INSERT INTO t VALUES (\(id), now())")
                            for try await _ in tx.stream("SELECT generate_series(1, 10)") {}
                        }
                    }
                }
                try await group.waitForAll()
            }
            let (rows, count) = try await db.pipeline("SELECT id FROM t", "SELECT count(*) FROM t")
            #expect(rows.count == 20)
            #expect(try count.decode(Int.self) == [20])
        }
    }

    @Test func `a session pooler keeps settings and prepared statements`() async throws {
        try await withDatabase(.session, pooler: "session") { db in
            let timeout = try await setting("statement_timeout", db)
            #expect(timeout == "15min")
            let zone = try await setting("TimeZone", db)
            #expect(zone == "UTC")
            let statements = try await db.query("SELECT name FROM pg_prepared_statements")
            #expect(!statements.isEmpty)
        }
    }

    @Test func `startup options are omitted for an undeclared pooler that rejects them`() async throws {
        try await withDatabase(.session, pooler: nil) { db in
            let values = try await db.query("SELECT 1").decode(Int.self)
            #expect(values == [1])
            let timeout = try await setting("statement_timeout", db)
            #expect(timeout == "0")
        }
    }
}
