import ArgumentParser
import SwiftletSQL

extension MigrateCommand {
    /// `migrate down`: reverts the last migrations.
    struct Down: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "down",
                abstract: "Revert the last migrations.",
                discussion: examples(["down", "down 2"])
            )
        }

        @Argument(help: "The number of migrations to revert.")
        var steps = 1

        func validate() throws {
            guard steps > 0 else { throw ValidationError("The number of steps must be a positive integer.") }
        }

        func run() async throws {
            let steps = steps
            try await MigrateCommand.run { migrator, _ in
                let reverted = try await migrator.down(steps: steps)
                guard !reverted.isEmpty else { return "No migrations to revert." }
                return reverted.map { "Reverted \($0)." }.joined(separator: "\n")
            }
        }
    }

    /// `migrate baseline`: marks migrations as applied.
    struct Baseline: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "baseline",
                abstract: "Mark migrations as applied without running them.",
                discussion: examples(["baseline 0001_users"])
            )
        }

        @Argument(help: ArgumentHelp("The last migration to mark.", valueName: "id"))
        var target: String

        func run() async throws {
            let target = target
            try await MigrateCommand.run { migrator, _ in
                let marked = try await migrator.baseline(to: target)
                guard !marked.isEmpty else { return "The database is up to date." }
                return marked.map { "Marked \($0) as applied." }.joined(separator: "\n")
            }
        }
    }

    /// `migrate repair`: removes half-done migrations from the ledger and updates checksums.
    struct Repair: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "repair",
                abstract: "Remove half-done migrations from the ledger, and update the checksums of edited ones.",
                discussion: examples(["repair", "repair --force"])
            )
        }

        @Flag(help: "Also remove a migration that another process may still be running.")
        var force = false

        func run() async throws {
            let force = force
            try await MigrateCommand.run { migrator, _ in
                let repairs = try await migrator.repair(force: force)
                guard !repairs.isEmpty else { return "Nothing to repair." }
                return repairs.map { "\($0.id): \($0.action)." }.joined(separator: "\n")
            }
        }
    }
}
