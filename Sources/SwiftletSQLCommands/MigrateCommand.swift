public import ArgumentParser
import Swiftlet
import SwiftletHarness
import SwiftletSQL

/// The command `migrate` of an app's CLI, which applies, reverts and inspects the migrations of a database.
/// It is one of the commands that are passed to `Harness.main`:
///
/// ```swift
/// public let usersCommands: [any ParsableCommand.Type] = [
///     MigrateCommand<UsersDatabase>.self, CreateUserCommand.self, PromoteCommand.self,
/// ]
/// ```
///
/// An in-memory database is empty in every process, so its migrations are applied first.
public struct MigrateCommand<Source: MigratedDatabase>: AsyncParsableCommand {
    /// The name, the help and the subcommands.
    public static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "migrate",
            abstract: "Apply, revert and inspect database migrations.",
            discussion: examples(["", "status", "up --sql", "down 1", "repair"]),
            subcommands: [Up.self, Down.self, Status.self, DryRun.self, Baseline.self, Repair.self],
            defaultSubcommand: Up.self
        )
    }

    /// Creates the command.
    public init() {}

    /// Returns the examples for the help of the command or a subcommand.
    static func examples(_ arguments: [String]) -> String {
        let calls = arguments.map { "  \(Harness.name) migrate\($0.isEmpty ? "" : " \($0)")" }
        return "Examples:\n" + calls.joined(separator: "\n")
    }

    /// Runs a subcommand and prints its result.
    ///
    /// - Parameters:
    ///   - newerDatabase: The behavior if a newer version has migrated the database already.
    ///   - body: The subcommand, which returns the text to print.
    /// - Throws: `SQLError`, or the error thrown by the subcommand.
    static func run(
        newerDatabase: Migrator.NewerDatabase = .reject,
        _ body: @Sendable (Migrator, App) async throws -> String
    ) async throws {
        let source = Source.database
        let migrations = Source.migrations
        let text = try await Harness.withApp { app in
            try await app.withDependencies(Inject(source)) { database in
                let migrator = try Migrator(database, migrations, newerDatabase: newerDatabase)
                if database.isInMemory { try await migrator.up() }
                return try await body(migrator, app)
            }
        }
        Harness.print(text)
    }
}
