import SwiftletContext
import TestSupport
import Testing

@testable import SwiftletSQL

@Suite(.timeLimit(.minutes(2))) struct NontransactionalTests {
    private static let table = Migration("0001", up: "CREATE TABLE t (id integer, name text)", down: "DROP TABLE t")
    private static let index = Migration(
        "0002",
        up: """
            CREATE INDEX \(postgres: "CONCURRENTLY", sqlite: "") t_name ON t (name);
            \(postgres: "VACUUM t", sqlite: "VACUUM")
            """,
        down: "DROP INDEX \(postgres: "CONCURRENTLY", sqlite: "") t_name",
        transactional: false
    )
    private static let row = Migration("0003", up: "INSERT INTO t VALUES (1, 'x')")

    @Test(arguments: TestDriver.allCases)
    func `statements that cannot run in a transaction are applied and reverted`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let migrator = try Migrator(db, [Self.table, Self.index])
            #expect(try await migrator.up() == ["0001", "0002"])
            #expect(try await migrator.status().map(\.state) == [.applied, .applied])
            #expect(try await migrator.down() == ["0002"])
            #expect(try await migrator.status().map(\.state) == [.applied, .pending])
            #expect(try await Migrator(db, [Self.table, Self.index, Self.row]).up() == ["0002", "0003"])
        }
    }

    @Test func `the next statement uses an added enumeration value`() async throws {
        try await TestDriver.postgres.withDatabase { db in
            let migrations = [
                Migration("0001", up: "CREATE TYPE mood AS ENUM ('sad'); CREATE TABLE m (mood mood)"),
                Migration(
                    "0002",
                    up: "ALTER TYPE mood ADD VALUE 'new'; INSERT INTO m VALUES ('new')",
                    transactional: false
                ),
            ]
            try await Migrator(db, migrations).up()
            #expect(try await db.query("SELECT mood FROM m").decode(String.self) == ["new"])
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a failed migration is half done until it is repaired`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let broken = Migration(
                "0002",
                up: "CREATE INDEX t_name ON t (name); CREATE INDEX t_none ON t (none)",
                transactional: false
            )
            let migrator = try Migrator(
                db,
                [Self.table, broken, Self.row],
                table: "half_done",
                lockTimeout: .seconds(3600)
            )
            let failure = await #expect(throws: SQLError.self) { try await migrator.up() }
            #expect(failure?.code == .migrationFailed)
            #expect(failure?.message.contains("0002 failed at statement 2 of 2") == true)
            #expect(failure?.message.contains("half done") == true)
            #expect(try await migrator.status().map(\.state) == [.applied, .failed, .pending])
            #expect(try await migrator.status()[1].isApplied == false)
            for attempt in [
                { try await migrator.up() }, { try await migrator.down() }, { try await migrator.baseline(to: "0003") },
            ] {
                let error = await #expect(throws: SQLError.self) { try await attempt() }
                #expect(error?.code == .migrationConflict)
                #expect(error?.message.contains("0002 is half done") == true)
                #expect(error?.message.contains("repair") == true)
            }
            #expect(try await migrator.repair() == [MigrationRepair(id: "0002", action: .erased)])
            #expect(try await migrator.repair() == [])
            #expect(try await migrator.baseline(to: "0002") == ["0002"])
            #expect(try await migrator.up() == ["0003"])
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a failed migration is reported immediately`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let broken = Migration("0002", up: "SELECT nonsense", transactional: false)
            let migrator = try Migrator(db, [Self.table, broken], lockTimeout: .seconds(3600))
            let failure = await #expect(throws: SQLError.self) { try await migrator.up() }
            #expect(failure?.code == .migrationFailed)
            let error = await #expect(throws: SQLError.self) { try await migrator.up() }
            #expect(error?.code == .migrationConflict)
        }
    }

    @Test func `the session's lock and settings are released`() async throws {
        let configuration = Database.Configuration(sessionReset: .never)
        try await TestDriver.postgres.withDatabase(configuration) { db in
            try await Migrator(db, [Self.table, Self.index]).up()
            let locks: SQL = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
            #expect(try await db.query(locks).first?.decode(Int.self) == 0)
            let before: SQL = "SELECT setting = reset_val FROM pg_settings WHERE name = 'statement_timeout'"
            #expect(try await db.query(before).first?.decode(Bool.self) == true)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `concurrent migrators run the statements once`(_ driver: TestDriver) async throws {
        try await driver.withURL { url in
            let migrations = [Self.table, Self.index, Self.row]
            let applied = try await withThrowingTaskGroup(of: [String].self) { group in
                for _ in 0..<12 {
                    group.addTask {
                        let db = try Database(url: url, configuration: .init(acquireTimeout: .seconds(60)))
                        let done = try await Migrator(db, migrations).up()
                        await db.close()
                        return done
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(applied.sorted() == migrations.map(\.id))
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a running migration is awaited`(_ driver: TestDriver) async throws {
        try await driver.withURL { url in
            try await Self.whileRunning(driver, url) { second, running, gate in
                let opening = Task {
                    try await Task.sleep(for: .seconds(1))
                    try await gate?.rollback()
                }
                let waiting = try Migrator(second, [Self.table, Self.slow, Self.row])
                #expect(try await waiting.up() == ["0003"])
                #expect(try await running.value == ["0002"])
                try await opening.value
                #expect(try await second.query("SELECT id FROM t ORDER BY id").decode(Int.self) == [1, 2])
            }
        }
    }

    private static let slow: Migration = {
        let insert = "; INSERT INTO t VALUES (2, 'slow')"
        let counting = """
            WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 6000000) SELECT count(*) FROM s
            """
        return Migration(
            "0002",
            up: Migration.Script(postgres: "SELECT pg_advisory_xact_lock(1)" + insert, sqlite: counting + insert),
            transactional: false
        )
    }()

    /// Runs the body with a second database while the slow migration runs on the first one: in PostgreSQL until the
    /// transaction ends, in SQLite for a while.
    private static func whileRunning(
        _ driver: TestDriver,
        _ url: String,
        first firstURL: String? = nil,
        _ body: (Database, Task<[String], any Error>, Transaction?) async throws -> Void
    ) async throws {
        let first = try Database(url: firstURL ?? url)
        let second = try Database(url: url, configuration: .init(poolSize: 2))
        let gate = driver == .postgres ? try await second.begin() : nil
        _ = try await gate?.query("SELECT pg_advisory_xact_lock(1)")
        try await Migrator(first, [Self.table]).up()
        let running = Task { try await Migrator(first, [Self.table, Self.slow]).up() }
        while try await Migrator(second, [Self.table, Self.slow]).status()[1].state == .pending {
            try await Task.sleep(for: .milliseconds(5))
        }
        try await body(second, running, gate)
        _ = await running.result
        await first.close()
        await second.close()
    }

    @Test(arguments: TestDriver.allCases)
    func `a repair does not delete a running migration`(_ driver: TestDriver) async throws {
        try await driver.withURL { url in
            try await Self.whileRunning(driver, url) { second, running, gate in
                let migrator = try Migrator(second, [Self.table, Self.slow])
                let busy = await #expect(throws: SQLError.self) { try await migrator.repair() }
                // Before it holds the session lock, it is only known that it may be running.
                #expect(busy?.code == .migrationConflict || driver == .postgres && busy?.code == .busy)
                #expect(busy?.message.contains("running the migration 0002") == true)
                try await gate?.rollback()
                #expect(try await running.value == ["0002"])
                #expect(try await migrator.repair() == [])
            }
        }
    }

    @Test func `after a lost connection the session lock shows whether the server is still running`() async throws {
        try await TestDriver.postgres.withURL { url in
            let port = try await PostgresServer.shared().port
            let relay = try TCPSwitch(to: port)
            let relayed = url.replacing(":\(port)/", with: ":\(relay.port)/")
            try await Self.whileRunning(.postgres, url, first: relayed) { second, running, gate in
                let state: SQL = "SELECT state FROM swiftlet_migrations WHERE id = '0002'"
                while try await second.query(state).scalar(String.self) != "running" {
                    try await Task.sleep(for: .milliseconds(5))
                }
                relay.end()
                await #expect(throws: SQLError.self) { try await running.value }
                let migrator = try Migrator(second, [Self.table, Self.slow])
                #expect(try await migrator.status()[1].state == .halfDone)
                let busy = await #expect(throws: SQLError.self) { try await migrator.repair() }
                #expect(busy?.code == .busy)
                try await gate?.rollback()
                while true {
                    do {
                        #expect(try await migrator.repair() == [MigrationRepair(id: "0002", action: .erased)])
                        return
                    } catch let error as SQLError where error.code == .busy {
                        // The server has not noticed yet that the connection is closed.
                        try await Task.sleep(for: .milliseconds(20))
                    }
                }
            }
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a failure at the invocation's deadline is recorded`(_ driver: TestDriver) async throws {
        let endless = """
            WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s) SELECT count(*) FROM s
            """
        let migration = Migration(
            "0002",
            up: Migration.Script(postgres: "SELECT pg_sleep(3600)", sqlite: endless),
            transactional: false
        )
        try await driver.withDatabase { db in
            try await Migrator(db, [Self.table]).up()
            let migrator = try Migrator(db, [Self.table, migration])
            let error = await Context.$current.withValue(Context(requestID: "r", deadline: .now + .seconds(3))) {
                await #expect(throws: SQLError.self) { try await migrator.up() }
            }
            #expect(error?.code == .migrationFailed)
            #expect(try await migrator.status().map(\.state) == [.applied, .failed])
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a failure does not replace the entry of an applied migration`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            try await Migrator(db, [Self.table]).up()
            let ledger = MigrationLedger(table: MigrationLedger.defaultTable, dialect: db.dialect)
            let place = try #require(try await ledger.find(db))
            #expect(try await db.execute(ledger.failureUpdate("0001", in: place)) == 0)
            try await db.execute("UPDATE swiftlet_migrations SET state = 'a state of a later version'")
            #expect(try await Migrator(db, [Self.table]).status().map(\.state) == [.halfDone])
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a migration whose entry was deleted fails`(_ driver: TestDriver) async throws {
        try await driver.withURL { url in
            try await Self.whileRunning(driver, url) { second, running, gate in
                try await second.execute("DELETE FROM swiftlet_migrations WHERE id = '0002'")
                try await gate?.rollback()
                let error = await #expect(throws: SQLError.self) { try await running.value }
                #expect(error?.code == .migrationConflict)
                #expect(error?.message.contains("0 entries of the migration 0002") == true)
            }
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a possibly abandoned migration is deleted only with force`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let migrator = try Migrator(db, [Self.table, Self.index])
            try await migrator.up()
            try await db.execute("UPDATE swiftlet_migrations SET state = 'running without lock' WHERE id = '0002'")
            let busy = await #expect(throws: SQLError.self) { try await migrator.repair() }
            #expect(busy?.code == .migrationConflict)
            #expect(busy?.message.contains("force") == true)
            #expect(try await migrator.status().map(\.state) == [.applied, .halfDone])
            let erased = try await migrator.repair(force: true)
            #expect(erased == [MigrationRepair(id: "0002", action: .erased)])
            #expect(try await migrator.status().map(\.state) == [.applied, .pending])
        }
    }

    @Test func `a migration whose session lock is held is not repaired`() async throws {
        try await TestDriver.postgres.withURL { url in
            let first = try Database(url: url)
            let second = try Database(url: url)
            let migrator = try Migrator(second, [Self.table, Self.index])
            try await migrator.up()
            try await second.execute("UPDATE swiftlet_migrations SET state = 'running' WHERE id = '0002'")
            let ledger = MigrationLedger(table: MigrationLedger.defaultTable, dialect: .postgres)
            let key = ledger.sessionLockKey(try #require(try await ledger.find(second)))
            let holder = try await first.begin()
            _ = try await holder.query("SELECT pg_advisory_xact_lock(\(key))")
            for force in [false, true] {
                let busy = await #expect(throws: SQLError.self) { try await migrator.repair(force: force) }
                #expect(busy?.code == .busy)
            }
            #expect(try await migrator.status()[1].state == .halfDone)
            try await holder.rollback()
            #expect(try await migrator.repair() == [MigrationRepair(id: "0002", action: .erased)])
            await first.close()
            await second.close()
        }
    }
}
