import TestSupport
import Testing

@testable import SwiftletSQL

@Suite(.timeLimit(.minutes(2))) struct LedgerTests {
    private static let first = Migration("0001", up: "CREATE TABLE a (id integer)")
    private static let second = Migration("0002", up: "CREATE TABLE b (id integer)")

    private func tables(_ db: Database, like pattern: String) async throws -> [String] {
        let query: SQL =
            db.dialect == .sqlite
            ? "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE \(pattern) ORDER BY name"
            : """
            SELECT CAST(relname AS text) FROM pg_class WHERE relkind = 'r' AND pg_table_is_visible(oid)
            AND relname LIKE \(pattern) ORDER BY relname
            """
        return try await db.query(query).decode(String.self)
    }

    @Test(arguments: TestDriver.allCases)
    func `the name of the ledger can be chosen`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            try await Migrator(db, [Self.first]).up()
            #expect(try await tables(db, like: "%migrations") == ["swiftlet_migrations"])
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `another tool's table with the former name is ignored`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            try await db.execute("CREATE TABLE schema_migrations (version text PRIMARY KEY)")
            let migrator = try Migrator(db, [Self.first])
            #expect(try await migrator.up() == ["0001"])
            #expect(try await migrator.status().map(\.isApplied) == [true])
            #expect(try await tables(db, like: "%migrations") == ["schema_migrations", "swiftlet_migrations"])
        }
    }

    @Test(arguments: TestDriver.allCases, ["swiftlet_migrations", "schema_migrations"])
    func `another tool's table with the chosen name is reported by name`(
        _ driver: TestDriver,
        _ name: String
    ) async throws {
        try await driver.withDatabase { db in
            try await db.execute("CREATE TABLE \(identifier: name) (version bigint PRIMARY KEY, dirty boolean)")
            let migrator = try Migrator(db, [Self.first], table: name)
            for attempt in [{ try await migrator.up() }, { try await migrator.status().map(\.id) }] {
                let error = await #expect(throws: SQLError.self) { try await attempt() }
                #expect(error?.code == .migrationConflict)
                #expect(error?.message.contains("\(name) is not a ledger") == true)
                #expect(error?.message.contains("version, dirty") == true)
            }
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a ledger with the former name and columns stays in use`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let time: SQL = driver == .sqlite ? "text" : "timestamptz"
            try await db.execute("CREATE TABLE a (id integer)")
            try await db.execute(
                """
                CREATE TABLE schema_migrations (
                    position integer PRIMARY KEY, id text NOT NULL UNIQUE, checksum text NOT NULL,
                    applied_at \(time) NOT NULL
                )
                """
            )
            let insert: SQL = "INSERT INTO schema_migrations (position, id, checksum, applied_at)"
            let checksum = Self.first.checksum(for: db.dialect)
            try await db.execute("\(insert) VALUES (0, '0001', \(checksum), '2026-01-02T03:04:05.000000Z')")
            let migrator = try Migrator(db, [Self.first, Self.second])
            #expect(try await migrator.status().map(\.state) == [.applied, .pending])
            #expect(try await migrator.up() == ["0002"])
            #expect(try await migrator.status().map(\.state) == [.applied, .applied])
            #expect(try await tables(db, like: "%migrations") == ["schema_migrations"])
            // A ledger as created by an earlier version of the library.
            try await db.execute("\(insert) VALUES (2, '0003', 'x', '2026-01-02T03:04:05.000000Z')")
            #expect(try await migrator.status().map(\.state) == [.applied, .applied, .unknown])
        }
    }

    @Test func `the first ledger on the search path is used`() async throws {
        let server = try await PostgresServer.shared()
        let schemas = try await [server.makeSchema(), server.makeSchema(), server.makeSchema()]
        for (schema, list) in [(schemas[0], [Self.first]), (schemas[1], [Self.first, Self.second])] {
            let db = try Database(url: server.url(schema: schema))
            try await Migrator(db, list).up()
            await db.close()
        }
        for (path, state) in [
            ([0, 1], MigrationStatus.State.pending), ([1, 0], .applied), ([2, 0], .pending), ([2, 1], .applied),
        ] {
            let db = try Database(url: server.url(schema: path.map { schemas[$0] }.joined(separator: "%2C")))
            let migrator = try Migrator(db, [Self.first, Self.second])
            #expect(try await migrator.status().map(\.state) == [.applied, state], "\(path)")
            await db.close()
        }
        let db = try Database(url: server.url(schema: "\(schemas[0])%2C\(schemas[1])"))
        #expect(try await Migrator(db, [Self.first, Self.second]).up() == ["0002"])
        await db.close()
    }

    @Test func `a script that clears the search path still finds the ledger`() async throws {
        try await TestDriver.postgres.withDatabase { db in
            let schema = try #require(try await db.query("SELECT current_schema()").first?.decode(String.self))
            let text = """
                SET standard_conforming_strings = on;
                SELECT pg_catalog.set_config('search_path', '', false);
                CREATE TABLE \(schema).a (id integer);
                """
            let dump = Migration("0001", up: Migration.Script(text))
            #expect(try await Migrator(db, [dump, Self.second]).up() == ["0001", "0002"])
            #expect(try await tables(db, like: "_") == ["a", "b"])
        }
    }

    @Test(arguments: TestDriver.allCases, ["", String(repeating: "x", count: 64), "a\0b"])
    func `an invalid table name is rejected`(_ driver: TestDriver, _ name: String) async throws {
        try await driver.withDatabase { db in
            let error = #expect(throws: SQLError.self) { try Migrator(db, [Self.first], table: name) }
            #expect(error?.code == .migrationConflict)
        }
    }
}
