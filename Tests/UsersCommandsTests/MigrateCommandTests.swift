import Swiftlet
import SwiftletSQL
import TestSupport
import Testing

@testable import UsersAPI

/// The command `migrate`.
@Suite(.timeLimit(.minutes(5))) struct MigrateCommandTests {
    /// Runs the command, which must succeed, and returns its output without the last line break.
    private func migrate(_ arguments: String..., url: String) async throws -> String {
        let cli = UsersCLI(environment: [
            "DATABASE_URL": url, "FIRST_USER_EMAIL": "admin@example.com", "FIRST_USER_PASSWORD": "password123",
            "MIGRATE_ON_START": "true",
        ])
        let run = try await cli.run(["migrate"] + arguments)
        #expect(run.exitCode == 0, "\(run.errors)")
        return run.output.hasSuffix("\n") ? String(run.output.dropLast()) : run.output
    }

    @Test(arguments: TestDriver.allCases)
    func `shows, applies and reverts migrations`(_ driver: TestDriver) async throws {
        try await driver.withURL { url in
            let count = migrations.count
            // `MIGRATE_ON_START` is on, but has no effect before a request.
            let status = try await migrate("status", url: url).split(separator: "\n")
            #expect(status.count == count)
            #expect(status.first == "pending  0001_users")
            #expect(try await migrate("dry-run", url: url).contains("CREATE TABLE users"))
            let script = try await migrate("up", "--sql", url: url)
            #expect(script.contains("INSERT INTO \"swiftlet_migrations\""))
            #expect(try await migrate("--sql", "--offline", url: url) == script)
            #expect(try await migrate("up", "--to", "0001_users", url: url) == "Applied 0001_users.")
            let rest = try await migrate(url: url).split(separator: "\n")
            #expect(rest.filter { $0.hasPrefix("Applied") }.count == count - 1)
            #expect(rest.last == "Created the first user, admin@example.com.")
            #expect(try await migrate("up", url: url) == "The database is up to date.")
            #expect(try await migrate("dry-run", url: url) == "The database is up to date.")
            let json = try JSON(parsing: try await migrate("status", "--json", url: url))
            let listed = try #require(json["migrations"]?.array)
            #expect(listed.map { $0["state"] } == migrations.map { _ in "applied" })
            #expect(listed.map { $0["applied"] } == migrations.map { _ in true })
            #expect(try await migrate("repair", url: url) == "Nothing to repair.")
            let last = migrations[count - 1].id
            #expect(try await migrate("down", "1", url: url) == "Reverted \(last).")
            #expect(try await migrate("up", url: url) == "Applied \(last).")
            #expect(try await migrate("down", url: url) == "Reverted \(last).")
            #expect(try await migrate("baseline", last, url: url) == "Marked \(last) as applied.")
            #expect(try await migrate("baseline", last, url: url) == "The database is up to date.")
            #expect(try await migrate("up", url: url) == "The database is up to date.")
        }
    }

    @Test(arguments: [
        ["sideways"], ["up", "0001_users"], ["up", "--to"], ["down", "none"], ["down", "0"], ["down", "-1"],
        ["status", "--yaml"], ["baseline"], ["repair", "0001_users"], ["up", "--offline"],
        ["up", "--sql", "--allow-newer"],
    ])
    func `invalid arguments have the exit code 64 and a usage message`(_ arguments: [String]) async throws {
        let run = try await UsersCLI().run(["migrate"] + arguments)
        #expect(run.exitCode == 64)
        #expect(run.errors.contains("Usage: users migrate"), "\(run.errors)")
        #expect(run.output.isEmpty)
    }

    @Test(arguments: ["up", "down", "status", "dry-run", "baseline", "repair"])
    func `every subcommand has help with examples`(_ name: String) async throws {
        let run = try await UsersCLI().run(["migrate", name, "--help"])
        #expect(run.exitCode == 0)
        #expect(run.output.contains("  users migrate \(name)"), "\(run.output)")
        #expect(try await UsersCLI().run(["migrate", "--help"]).output.contains(name))
    }

    @Test func `an in-memory database is migrated first`() async throws {
        #expect(try await migrate("status", url: "sqlite::memory:").hasPrefix("applied  0001_users\n"))
    }

    @Test(arguments: TestDriver.allCases)
    func `a database of a newer version is accepted only with --allow-newer`(_ driver: TestDriver) async throws {
        try await driver.withURL { url in
            _ = try await migrate("up", url: url)
            let database = try Database(url: url)
            try await database.execute(
                """
                INSERT INTO swiftlet_migrations (position, id, checksum, applied_at)
                VALUES (99, '9999_future', 'x', '2026-01-02T03:04:05.000000Z')
                """
            )
            await database.close()
            let run = try await UsersCLI(environment: ["DATABASE_URL": url]).run(["migrate", "up"])
            #expect(run.exitCode == 1)
            #expect(run.errors.hasPrefix("Error: ") && run.errors.contains("9999_future"), "\(run.errors)")
            #expect(try await migrate("up", "--allow-newer", url: url) == "The database is up to date.")
            #expect(try await migrate("status", url: url).hasSuffix("unknown  9999_future"))
        }
    }

    @Test func `an unknown migration is an error`() async throws {
        let run = try await UsersCLI().run(["migrate", "up", "--to", "0000_none"])
        #expect(run.exitCode == 1)
        #expect(run.errors.contains("0000_none"))
    }
}
