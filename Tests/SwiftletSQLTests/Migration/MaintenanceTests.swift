import TestSupport
import Testing

@testable import SwiftletSQL

@Suite(.timeLimit(.minutes(2))) struct MaintenanceTests {
    private static let all = [MigrationTests.users, MigrationTests.pets, MigrationTests.rows]

    @Test(arguments: TestDriver.allCases)
    func `a baseline records migrations without running them`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            try await db.execute("CREATE TABLE people (id \(driver.identity), name text)")
            let migrator = try Migrator(db, Self.all)
            #expect(try await migrator.baseline(to: "0001_users") == ["0001_users"])
            #expect(try await migrator.baseline(to: "0001_users") == [])
            #expect(try await migrator.up() == ["0002_pets", "0003_rows"])
            let unknown = await #expect(throws: SQLError.self) { try await migrator.baseline(to: "0009") }
            #expect(unknown?.code == .migrationConflict)
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a repair records the checksum of an edited migration`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            try await Migrator(db, Self.all).up()
            let edited = Migration("0002_pets", up: "CREATE TABLE pets (id integer /* what it is */)")
            let migrator = try Migrator(db, [Self.all[0], edited, Self.all[2]])
            let error = await #expect(throws: SQLError.self) { try await migrator.up() }
            #expect(error?.message.contains("0002_pets was edited") == true)
            #expect(error?.message.contains("repair") == true)
            #expect(try await migrator.repair() == [MigrationRepair(id: "0002_pets", action: .checksumUpdated)])
            #expect(try await migrator.up() == [])
            #expect(try await migrator.repair() == [])
            let incomplete = try Migrator(db, [Self.all[0], Self.all[2]])
            await #expect(throws: SQLError.self) { try await incomplete.repair() }
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a migration in Swift updates rows and is recorded by its version`(_ driver: TestDriver) async throws {
        try await driver.withDatabase { db in
            let people = Migration("0001", up: "CREATE TABLE people (name text, letters integer)")
            try await Migrator(db, [people]).up()
            try await db.execute("INSERT INTO people (name) VALUES ('Ada'), ('Grace')")
            func fill(_ version: String) -> Migration {
                Migration("0002", version: version) { tx in
                    for name in try await tx.query("SELECT name FROM people").decode(String.self) {
                        try await tx.execute("UPDATE people SET letters = \(name.count) WHERE name = \(name)")
                    }
                } down: { tx in
                    try await tx.execute("UPDATE people SET letters = NULL")
                }
            }
            let migrator = try Migrator(db, [people, fill("1")])
            #expect(try await migrator.dryRun().map(\.isCode) == [true])
            #expect(try await migrator.up() == ["0002"])
            #expect(try await db.query("SELECT letters FROM people ORDER BY letters").decode(Int.self) == [3, 5])
            let error = await #expect(throws: SQLError.self) { try await Migrator(db, [people, fill("2")]).up() }
            #expect(error?.message.contains("0002 was edited") == true)
            #expect(try await migrator.down() == ["0002"])
            #expect(try await db.query("SELECT letters FROM people").decode(Int?.self) == [nil, nil])
        }
    }

    @Test(arguments: TestDriver.allCases)
    func `a migration in Swift that fails or ends its transaction is rolled back`(_ driver: TestDriver) async throws {
        struct Odd: Error {}
        let steps: [@Sendable (Transaction) async throws -> Void] = [
            { _ in throw Odd() },
            { tx in try await tx.execute("SELECT nonsense") },
            { tx in try await tx.rollback() },
            { tx in
                try await tx.execute("INSERT INTO people VALUES ('x')")
                throw Odd()
            },
        ]
        try await driver.withDatabase { db in
            let people = Migration("0001", up: "CREATE TABLE people (name text)")
            for step in steps {
                let migrator = try Migrator(db, [people, Migration("0002", version: "1", up: step)])
                let error = await #expect(throws: SQLError.self) { try await migrator.up() }
                #expect(error?.message.contains("0002") == true)
                #expect(try await migrator.status().map(\.state) == [.applied, .pending])
                #expect(try await db.query("SELECT * FROM people").count == 0)
            }
        }
    }
}
