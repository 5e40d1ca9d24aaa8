import TestSupport
import Testing

@testable import SwiftletSQL

/// Through a pooler, a server session does not belong to a single client.
@Suite(.timeLimit(.minutes(2)), .enabled(if: PgBouncer.isInstalled, PgBouncer.reason))
struct PooledMigrationTests {
    private static let table = Migration("0001", up: "CREATE TABLE t (id integer)")
    private static let index = Migration(
        "0002",
        up: "CREATE INDEX CONCURRENTLY t_id ON t (id)",
        transactional: false
    )

    @Test(arguments: PgBouncer.Mode.allCases)
    func `statements outside of a transaction leave no lock or setting`(_ mode: PgBouncer.Mode) async throws {
        try await PgBouncer.with(mode, poolSize: 1) { bouncer in
            let db = try Database(url: bouncer.url)
            #expect(try await Migrator(db, [Self.table, Self.index]).up() == ["0001", "0002"])
            let locks = try await db.query(
                """
                SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                """
            )
            #expect(try locks.first?.decode(Int.self) == 0)
            let settings = try await db.query(
                "SELECT setting = reset_val FROM pg_settings WHERE name = 'statement_timeout'"
            )
            #expect(try settings.first?.decode(Bool.self) == true)
            await db.close()
        }
    }

    @Test(arguments: PgBouncer.Mode.allCases)
    func `a failed migration is detected without a session lock, and repaired`(_ mode: PgBouncer.Mode) async throws {
        try await PgBouncer.with(mode, poolSize: 2) { bouncer in
            let db = try Database(url: bouncer.url)
            let broken = Migration("0002", up: "SELECT nonsense", transactional: false)
            let migrator = try Migrator(db, [Self.table, broken], lockTimeout: .seconds(3600))
            let failure = await #expect(throws: SQLError.self) { try await migrator.up() }
            #expect(failure?.code == .migrationFailed)
            let state = try await db.query("SELECT state FROM swiftlet_migrations WHERE id = '0002'")
            #expect(try state.first?.decode(String.self) == "failed")
            let error = await #expect(throws: SQLError.self) { try await migrator.up() }
            #expect(error?.code == .migrationConflict)
            #expect(error?.message.contains("half done") == true)
            #expect(try await migrator.repair() == [MigrationRepair(id: "0002", action: .erased)])
            await db.close()
        }
    }
}
