import ArgumentParser
import SwiftletHarness
import SwiftletSQL

extension MigrateCommand {
    /// `migrate up`: applies pending migrations, or prints their SQL.
    struct Up: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "up",
                abstract: "Apply the pending migrations.",
                discussion: examples(["up", "up --to 0001_users", "up --sql", "up --sql --offline"])
            )
        }

        @Option(help: ArgumentHelp("The last migration to apply.", valueName: "id"))
        var to: String?

        @Flag(help: "Print the SQL of the pending migrations instead of applying them.")
        var sql = false

        @Flag(help: "With --sql: print all migrations, without connecting to the database.")
        var offline = false

        @Flag(help: "Accept a database that a newer version of the app has migrated.")
        var allowNewer = false

        func validate() throws {
            if offline, !sql { throw ValidationError("--offline requires --sql.") }
            if sql, allowNewer { throw ValidationError("--allow-newer cannot be combined with --sql.") }
        }

        func run() async throws {
            let (target, isOffline) = (to, offline)
            if sql {
                try await MigrateCommand.run { migrator, _ in
                    guard isOffline else { return try await migrator.script(to: target) }
                    return try Migrator.script(of: Source.migrations, for: migrator.database.dialect, to: target)
                }
                return
            }
            try await MigrateCommand.run(newerDatabase: allowNewer ? .accept : .reject) { migrator, app in
                var lines = try await migrator.up(to: target).map { "Applied \($0)." }
                if target == nil { lines += try await Source.didMigrate(app) }
                return lines.isEmpty ? "The database is up to date." : lines.joined(separator: "\n")
            }
        }
    }
}
