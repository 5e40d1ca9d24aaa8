import Foundation
import Swiftlet
import SwiftletSQL
import SwiftletTesting
import TestSupport
import Testing

@testable import UsersAPI

/// The `migrate` command and `MIGRATE_ON_START`.
@Suite(.timeLimit(.minutes(5))) struct MigrateCommandTests {
    private func run(_ words: String..., url: String, driver: Driver) async throws -> String {
        try await TestService.with(driver, settings: ["DATABASE_URL": url]) { service in
            try await service.app.run(command: "migrate", words, reading: ConsoleInput { _ in nil })
        }
    }

    private func add(_ id: String, to url: String) async throws {
        let database = try Database(url: url)
        try await database.execute(
            """
            INSERT INTO swiftlet_migrations (position, id, checksum, applied_at)
            VALUES (99, \(id), 'x', '2026-01-02T03:04:05.000000Z')
            """
        )
        await database.close()
    }

    @Test(arguments: Driver.allCases)
    func `shows, applies and reverts migrations`(_ driver: Driver) async throws {
        try await driver.withURL { url in
            let count = migrations.count
            // `MIGRATE_ON_START` is on, but has no effect before a request.
            let status = try await run("status", url: url, driver: driver).split(separator: "\n")
            #expect(status.count == count)
            #expect(status.first == "pending  0001_users")
            #expect(try await run("dry-run", url: url, driver: driver).contains("CREATE TABLE users"))
            let script = try await run("up", "--sql", url: url, driver: driver)
            #expect(script.contains("INSERT INTO \"swiftlet_migrations\""))
            #expect(try await run("--sql", "--offline", url: url, driver: driver) == script)
            #expect(try await run("up", "--to", "0001_users", url: url, driver: driver) == "Applied 0001_users.")
            let rest = try await run(url: url, driver: driver).split(separator: "\n")
            #expect(rest.filter { $0.hasPrefix("Applied") }.count == count - 1)
            #expect(rest.last == "Created the first user, admin@example.com.")
            #expect(try await run("up", url: url, driver: driver) == "The database is up to date.")
            let json = try JSON(parsing: try await run("status", "--json", url: url, driver: driver))
            let listed = try #require(json["migrations"]?.array)
            #expect(listed.map { $0["state"] } == migrations.map { _ in "applied" })
            #expect(listed.map { $0["applied"] } == migrations.map { _ in true })
            #expect(try await run("repair", url: url, driver: driver) == "Nothing to repair.")
            let undone = try await run("down", "1", url: url, driver: driver)
            #expect(undone == "Reverted \(migrations[count - 1].id).")
            let last = migrations[count - 1].id
            #expect(
                try await run("baseline", last, url: url, driver: driver) == "Marked \(last) as applied."
            )
            #expect(try await run("up", url: url, driver: driver) == "The database is up to date.")
        }
    }

    @Test(arguments: [
        ["sideways"], ["up", "0001_users"], ["up", "--to"], ["down", "none"], ["down", "0"], ["status", "--yaml"],
        ["baseline"], ["repair", "0001_users"], ["up", "--offline"],
    ])
    func `rejects invalid arguments`(_ words: [String]) async throws {
        try await TestService.with(.sqlite) { service in
            _ = await #expect(throws: UsageError.self) {
                try await service.app.run(command: "migrate", words, reading: ConsoleInput { _ in nil })
            }
        }
    }

    @Test(arguments: Driver.allCases)
    func `a service accepts a database migrated by a newer version`(_ driver: Driver) async throws {
        try await driver.withURL { url in
            _ = try await run("up", url: url, driver: driver)
            try await add("9999_future", to: url)
            try await TestService.with(driver, settings: ["DATABASE_URL": url]) { service in
                for _ in 0..<3 {
                    try await service.client.get("/health?deep=1").expect(.ok)
                }
                _ = try await service.loggedIn()
            }
            let error = await #expect(throws: SQLError.self) { try await run("up", url: url, driver: driver) }
            #expect(error?.code == .migrationConflict)
            #expect(error?.message.contains("9999_future") == true)
            let accepted = try await run("up", "--allow-newer", url: url, driver: driver)
            #expect(accepted == "The database is up to date.")
            let status = try await run("status", url: url, driver: driver)
            #expect(status.hasSuffix("unknown  9999_future"))
        }
    }
}
