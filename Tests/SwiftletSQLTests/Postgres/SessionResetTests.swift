import TestSupport
import Testing

@testable import SwiftletSQL

/// The session state of a connection that is reused.
@Suite(.timeLimit(.minutes(2)), .enabled(if: PostgresServer.programs != nil, PostgresServer.reason))
struct SessionResetTests {
    private struct Session: Equatable {
        var process: Int
        var path: String
        var temporaryTables: Int
        var locks: Int
        var channels: Int
    }

    /// Inspects the pool's only connection.
    private func session(_ db: Database) async throws -> Session {
        let row = try #require(
            try await db.query(
                """
                SELECT pg_backend_pid(), current_setting('application_name'),
                    (SELECT count(*) FROM pg_class WHERE relnamespace = pg_my_temp_schema()),
                    (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()),
                    (SELECT count(*) FROM pg_listening_channels())
                """
            )
            .first
        )
        let values = try row.decode(Int.self, String.self, Int.self, Int.self, Int.self)
        return Session(
            process: values.0,
            path: values.1,
            temporaryTables: values.2,
            locks: values.3,
            channels: values.4
        )
    }

    private static let statements: [SQL] = [
        "SET application_name TO 'somebody'", "CREATE TEMPORARY TABLE mine (id integer)", "SELECT pg_advisory_lock(77)",
        "LISTEN news",
    ]

    @Test(arguments: statements.indices)
    func `session changes are reset for the next user of the connection`(_ index: Int) async throws {
        try await TestDriver.postgres.withDatabase { db in
            let before = try await session(db)
            try await db.execute(Self.statements[index])
            #expect(try await session(db) == before)
            // The prepared statements were discarded too, and are prepared again.
            #expect(try await session(db) == before)
        }
    }

    @Test func `session changes last until the end of the transaction`() async throws {
        try await TestDriver.postgres.withDatabase { db in
            let before = try await session(db)
            try await db.transaction { tx in
                for statement in Self.statements { try await tx.execute(statement) }
                try await tx.execute("INSERT INTO mine VALUES (1)")
                let count = try await tx.query("SELECT count(*) FROM mine").first?.decode(Int.self)
                #expect(count == 1)
            }
            #expect(try await session(db) == before)
        }
    }

    @Test func `session changes by a stream or a pipeline are reset`() async throws {
        try await TestDriver.postgres.withDatabase { db in
            let before = try await session(db)
            for try await _ in db.stream("SELECT pg_advisory_lock(78)") {}
            #expect(try await session(db) == before)
            _ = try await db.pipeline("SELECT 1", "SELECT set_config('application_name', 'somebody', false)")
            #expect(try await session(db) == before)
        }
    }

    @Test func `settings of the URL and of this library are kept`() async throws {
        let url = try await PostgresServer.shared().makeDatabase(parameters: "&application_name=mine")
        let db = try Database(url: url)
        try await db.execute("SET TimeZone TO 'Europe/Berlin'")
        try await db.execute("SET DateStyle TO 'German'")
        let row = try await db.query("SELECT current_setting('TimeZone'), now(), current_setting('application_name')")
        let (zone, _, name) = try #require(row.first).decode(String.self, SQLTimestamp.self, String.self)
        #expect(["UTC", "Etc/UTC"].contains(zone))
        #expect(name == "mine")
        await db.close()
    }

    @Test func `the session is not reset if disabled`() async throws {
        try await TestDriver.postgres.withDatabase(.init(sessionReset: .never)) { db in
            try await db.execute("CREATE TEMPORARY TABLE mine (id integer)")
            #expect(try await session(db).temporaryTables == 1)
        }
    }

    @Test func `changes by a function are reset if always is chosen`() async throws {
        try await TestDriver.postgres.withDatabase(.init(sessionReset: .always)) { db in
            try await db.execute(
                """
                CREATE FUNCTION lock_it() RETURNS void LANGUAGE plpgsql
                AS 'BEGIN PERFORM pg_advisory_lock(79); END'
                """
            )
            _ = try await db.query("SELECT lock_it()")
            #expect(try await session(db).locks == 0)
        }
    }
}
