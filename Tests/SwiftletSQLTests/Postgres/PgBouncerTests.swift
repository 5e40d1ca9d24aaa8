import TestSupport
import Testing

@testable import SwiftletSQL

/// Clients that share server connections through a pooler.
@Suite(.timeLimit(.minutes(2)), .enabled(if: PgBouncer.isInstalled, PgBouncer.reason))
struct PgBouncerTests {
    /// Runs the body with two clients of one PgBouncer and a table of three accounts.
    private func withClients(
        _ mode: PgBouncer.Mode,
        poolSize: Int,
        _ configuration: Database.Configuration = .init(),
        _ body: (Database, Database) async throws -> Void
    ) async throws {
        try await PgBouncer.with(mode, poolSize: poolSize) { bouncer in
            let first = try Database(url: bouncer.url, configuration: configuration)
            let second = try Database(url: bouncer.url, configuration: configuration)
            do {
                try await first.execute("CREATE TABLE accounts (id bigint PRIMARY KEY, owner text)")
                try await first.execute("INSERT INTO accounts VALUES (1, 'ada'), (2, 'bob'), (3, 'eve')")
                try await body(first, second)
            } catch {
                await first.close()
                await second.close()
                throw error
            }
            await first.close()
            await second.close()
        }
    }

    /// Runs a query and a deletion, whose parameters have the same type.
    private func use(_ reader: any SQLExecutor, _ remover: any SQLExecutor) async throws {
        let owners = try await reader.query("SELECT owner FROM accounts WHERE id = \(2)").decode(String.self)
        #expect(owners == ["bob"])
        let removed = try await remover.execute("DELETE FROM accounts WHERE id = \(99)")
        #expect(removed == 0)
        let count = try await reader.query("SELECT count(*) FROM accounts").decode(Int.self)
        #expect(count == [3])
    }

    @Test func `two clients prepare statements on one server connection`() async throws {
        try await withClients(.transaction, poolSize: 1) { first, second in
            for _ in 0..<3 {
                try await use(first, second)
                try await use(second, first)
            }
        }
    }

    @Test func `no client runs another client's prepared statement`() async throws {
        try await withClients(.transaction, poolSize: 2) { first, second in
            try await use(first, second)
            // One client's transaction holds a server connection, so the other client uses the second one.
            for _ in 0..<3 {
                try await first.transaction(retrying: 5) { tx in
                    _ = try await tx.query("SELECT 1")
                    try await use(tx, second)
                }
                try await second.transaction(retrying: 5) { tx in
                    _ = try await tx.query("SELECT 1")
                    try await use(first, tx)
                }
                try await use(first, second)
            }
        }
    }

    @Test func `clients in session mode reuse one server connection in turn`() async throws {
        try await PgBouncer.with(.session, poolSize: 1) { bouncer in
            for _ in 0..<3 {
                let db = try Database(url: bouncer.url)
                for value in 0..<3 {
                    #expect(try await db.query("SELECT \(value) + 1").decode(Int.self) == [value + 1])
                }
                try await db.transaction { tx in
                    let sum = try await tx.query("SELECT \(7) + 1").decode(Int.self)
                    #expect(sum == [8])
                }
                await db.close()
            }
        }
    }

    @Test(arguments: PgBouncer.Mode.allCases)
    func `evicted statements do not abort a transaction`(_ mode: PgBouncer.Mode) async throws {
        try await PgBouncer.with(mode, poolSize: 1) { bouncer in
            let db = try Database(url: bouncer.url, configuration: .init(statementCacheSize: 2))
            try await db.execute("CREATE TABLE t (id bigint)")
            for round in 0..<3 {
                for column in 0..<5 {
                    _ = try await db.query("SELECT \(round) AS \(identifier: "c\(column)")")
                }
                try await db.transaction { tx in
                    _ = try await tx.query("SELECT \(round) AS \(identifier: "inside_\(round)")")
                    try await tx.execute("INSERT INTO t VALUES (\(round))")
                }
            }
            #expect(try await db.query("SELECT count(*) FROM t").decode(Int.self) == [3])
            await db.close()
        }
    }
}
