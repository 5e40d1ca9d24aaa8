import Foundation
import TestSupport
import Testing

@testable import SwiftletSQL

/// Runs the scripts with the databases' own clients.
@Suite(.timeLimit(.minutes(2))) struct MigrationScriptTests {
    private static let migrations = [
        Migration(
            "0001_it's",
            up: """
                CREATE TABLE users (id integer PRIMARY KEY, name text DEFAULT 'a;b');
                CREATE TABLE posts (user_id integer REFERENCES users (id));
                """
        ),
        Migration(
            "0002_index",
            up: "CREATE INDEX \(postgres: "CONCURRENTLY", sqlite: "") users_name ON users (name)",
            transactional: false
        ),
        Migration("0003_rows", up: "INSERT INTO users (id) VALUES (1); INSERT INTO posts VALUES (1) -- one"),
    ]

    /// Runs a script with `psql` or `sqlite3`, and expects an error that contains the reason, if there is one.
    ///
    /// Without `-bail` SQLite's shell continues after an error.
    private func run(
        _ script: String,
        on url: String,
        failingWith reason: String? = nil,
        bail: Bool = true
    ) async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "swiftlet-\(UUID()).sql")
        try Data(script.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let client = Process()
        if url.hasPrefix("sqlite:") {
            client.executableURL = URL(filePath: "/usr/bin/env")
            client.arguments =
                ["sqlite3"] + (bail ? ["-bail"] : []) + [String(url.dropFirst("sqlite:".count)), ".read \(file.path)"]
        } else {
            client.executableURL = URL(filePath: try #require(PostgresServer.programs) + "/psql")
            client.arguments = ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", file.path, url]
        }
        // A file, because a process started by another test may inherit a pipe and keep it open.
        let errors = file.appendingPathExtension("errors")
        try Data().write(to: errors)
        defer { try? FileManager.default.removeItem(at: errors) }
        client.standardOutput = FileHandle.nullDevice
        client.standardError = try FileHandle(forWritingTo: errors)
        try client.run()
        await client.exit()
        let text = try Data(contentsOf: errors)
        guard client.terminationStatus != 127 else { try Test.cancel("Install the Debian package sqlite3.") }
        let message = String(decoding: text, as: UTF8.self)
        if bail { #expect((client.terminationStatus == 0) == (reason == nil), "\(message)") }
        if let reason { #expect(message.contains(reason)) }
    }

    @Test(arguments: TestDriver.allCases)
    func `a script created without a database migrates an empty one`(_ driver: TestDriver) async throws {
        try await driver.withURL { url in
            let db = try Database(url: url)
            try await run(try Migrator.script(of: Self.migrations, for: db.dialect), on: url)
            let migrator = try Migrator(db, Self.migrations)
            #expect(try await migrator.status().map(\.state) == [.applied, .applied, .applied])
            #expect(try await migrator.up() == [])
            #expect(try await db.query("SELECT name FROM users").decode(String.self) == ["a;b"])
            #expect(try await migrator.script() == "")
            await db.close()
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a script of pending migrations continues at the database's state`(_ driver: TestDriver) async throws {
        try await driver.withURL { url in
            let db = try Database(url: url)
            let migrator = try Migrator(db, Self.migrations)
            try await migrator.up(to: "0001_it's")
            let script = try await migrator.script(to: "0002_index")
            #expect(!script.contains("CREATE TABLE"))
            #expect(try await migrator.status().map(\.state) == [.applied, .pending, .pending])
            try await run(script, on: url)
            #expect(try await migrator.status().map(\.state) == [.applied, .applied, .pending])
            #expect(try await migrator.up() == ["0003_rows"])
            await db.close()
        }
    }

    /// A row that references another one.
    private static let related = Migration(
        "0001",
        up: """
            CREATE TABLE users (id integer PRIMARY KEY);
            CREATE TABLE posts (id integer PRIMARY KEY, user_id integer REFERENCES users (id));
            INSERT INTO users VALUES (1);
            INSERT INTO posts VALUES (1, 1);
            """
    )

    @Test(arguments: [true, false], [true, false])
    func `a script for SQLite does not record a migration with foreign key violations`(
        isTransactional: Bool,
        bail: Bool
    ) async throws {
        try await TestDriver.sqlite.withURL { url in
            let db = try Database(url: url)
            try await Migrator(db, [Self.related]).up()
            let broken = Migration("0002", up: "DELETE FROM users WHERE id = 1", transactional: isTransactional)
            let migrator = try Migrator(db, [Self.related, broken])
            try await run(try await migrator.script(), on: url, failingWith: "foreign key violations", bail: bail)
            #expect(try await migrator.status().map(\.state) == [.applied, .pending])
            let users = try await db.query("SELECT count(*) FROM users").scalar(Int.self)
            #expect(users == (isTransactional ? 1 : 0))
            await db.close()
        }
    }

    @Test func `a script for SQLite ignores existing violations`() async throws {
        try await TestDriver.sqlite.withURL { url in
            let db = try Database(url: url)
            try await Migrator(db, [Self.related]).up()
            try await run("PRAGMA foreign_keys = OFF; DELETE FROM users; INSERT INTO users VALUES (2);", on: url)
            let migrations = [
                Self.related, Migration("0002", up: "INSERT INTO posts VALUES (2, 2)"),
                Migration("0003", up: "INSERT INTO posts VALUES (3, 2)"),
            ]
            let migrator = try Migrator(db, migrations)
            try await run(try await migrator.script(), on: url)
            #expect(try await migrator.status().map(\.state) == [.applied, .applied, .applied])
            await db.close()
        }
    }

    @Test func `a migration in Swift has no script and is rejected`() throws {
        let list = [Self.migrations[0], Migration("0002_code", version: "1") { _ in }]
        let error = #expect(throws: SQLError.self) { try Migrator.script(of: list, for: .postgres) }
        #expect(error?.code == .migrationConflict)
        #expect(error?.message.contains("0002_code") == true)
        #expect(try Migrator.script(of: list, for: .postgres, to: "0001_it's").contains("'0001_it''s'"))
    }
}
