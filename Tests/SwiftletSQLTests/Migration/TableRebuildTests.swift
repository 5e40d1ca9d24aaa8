import TestSupport
import Testing

@testable import SwiftletSQL

@Suite(.timeLimit(.minutes(2))) struct TableRebuildTests {
    private static let schema = Migration(
        "0001",
        up: """
            CREATE TABLE users (id integer PRIMARY KEY, name text);
            CREATE TABLE posts (
                id integer PRIMARY KEY, user_id integer NOT NULL REFERENCES users (id) ON DELETE CASCADE
            );
            INSERT INTO users VALUES (1, 'Ada'), (2, 'Grace');
            INSERT INTO posts VALUES (1, 1), (2, 1), (3, 2);
            """
    )
    private static let recipe = """
        CREATE TABLE users_new (id integer PRIMARY KEY, name text NOT NULL);
        INSERT INTO users_new SELECT id, name FROM users;
        DROP TABLE users;
        ALTER TABLE users_new RENAME TO users;
        """

    private func isEnforced(_ db: Database) async throws -> Bool {
        try await db.query("PRAGMA foreign_keys").first?.decode(Int.self) == 1
    }

    @Test(arguments: [recipe, "PRAGMA foreign_keys=OFF;\n" + recipe + "PRAGMA foreign_keys=ON;"], [true, false])
    func `rebuilding a table in SQLite keeps the rows that reference it`(
        _ script: String,
        _ isTransactional: Bool
    ) async throws {
        try await TestDriver.sqlite.withURL { url in
            let db = try Database(url: url)
            let rebuild = Migration(
                "0002",
                up: Migration.Script(script),
                down: Migration.Script(script),
                transactional: isTransactional
            )
            let migrator = try Migrator(db, [Self.schema, rebuild])
            try await migrator.up()
            #expect(try await db.query("SELECT count(*) FROM posts").first?.decode(Int.self) == 3)
            #expect(try await isEnforced(db))
            try await migrator.down()
            #expect(try await db.query("SELECT count(*) FROM posts").first?.decode(Int.self) == 3)
            #expect(try await isEnforced(db))
            let orphan = await #expect(throws: SQLError.self) {
                try await db.execute("INSERT INTO posts VALUES (4, 9)")
            }
            #expect(orphan?.code == .foreignKeyViolation)
            await db.close()
        }
    }

    @Test func `a violation fails the migration and names the row`() async throws {
        try await TestDriver.sqlite.withDatabase { db in
            let broken = Migration("0002", up: "DELETE FROM users WHERE id = 2")
            let migrator = try Migrator(db, [Self.schema, broken])
            let error = await #expect(throws: SQLError.self) { try await migrator.up() }
            #expect(error?.code == .migrationFailed)
            #expect(error?.message.contains("0002") == true)
            #expect(error?.message.contains("the table posts: rowid 3 refers to a row of users") == true)
            #expect(error?.table == "posts")
            #expect(try await db.query("SELECT count(*) FROM users").first?.decode(Int.self) == 2)
            #expect(try await migrator.status().map(\.state) == [.applied, .pending])
            #expect(try await isEnforced(db))
        }
    }

    @Test(arguments: [true, false])
    func `an existing violation does not fail later migrations`(_ isTransactional: Bool) async throws {
        try await TestDriver.sqlite.withDatabase { db in
            try await Migrator(db, [Self.schema]).up()
            try await db.execute("PRAGMA foreign_keys = OFF")
            try await db.execute("INSERT INTO posts VALUES (4, 9)")
            try await db.execute("PRAGMA foreign_keys = ON")
            let later = Migration(
                "0002",
                up: "CREATE TABLE tags (id integer PRIMARY KEY); DELETE FROM users WHERE id = 1",
                transactional: isTransactional
            )
            let error = await #expect(throws: SQLError.self) { try await Migrator(db, [Self.schema, later]).up() }
            #expect(error?.message.contains("adds 2 foreign key violations to the table posts") == true)
            if !isTransactional { try await Migrator(db, [Self.schema, later]).repair() }
            let harmless = Migration(
                "0002",
                up: "CREATE TABLE labels (id integer PRIMARY KEY)",
                transactional: isTransactional
            )
            #expect(try await Migrator(db, [Self.schema, harmless]).up() == ["0002"])
        }
    }

    @Test func `foreign keys are enforced again after a failed or cancelled migration`() async throws {
        let endless = "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s) SELECT count(*) FROM s"
        try await TestDriver.sqlite.withDatabase { db in
            try await Migrator(db, [Self.schema]).up()
            for isTransactional in [true, false] {
                let failing = Migration("0002", up: "SELECT nonsense", transactional: isTransactional)
                let error = await #expect(throws: SQLError.self) {
                    try await Migrator(db, [Self.schema, failing]).up()
                }
                #expect(error?.code == .migrationFailed)
                #expect(try await isEnforced(db))
                try await Migrator(db, [Self.schema, failing]).repair()
                let slow = try Migrator(
                    db,
                    [Self.schema, Migration("0002", up: Migration.Script(endless), transactional: isTransactional)]
                )
                let task = Task { try await slow.up() }
                try await Task.sleep(for: .milliseconds(300))
                task.cancel()
                await #expect(throws: (any Error).self) { try await task.value }
                #expect(try await isEnforced(db))
                try await slow.repair()
            }
        }
    }

    @Test func `a migration in Swift runs with enforced foreign keys and cascades`() async throws {
        try await TestDriver.sqlite.withDatabase { db in
            let purge = Migration("0002", version: "1") { tx in
                try await tx.execute("DELETE FROM users WHERE id = 1")
            }
            try await Migrator(db, [Self.schema, purge]).up()
            #expect(try await db.query("SELECT id FROM posts").decode(Int.self) == [3])
        }
    }
}
