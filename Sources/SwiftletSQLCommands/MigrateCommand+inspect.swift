import ArgumentParser
import Swiftlet
import SwiftletSQL

extension MigrateCommand {
    /// `migrate status`: prints the state of every migration.
    struct Status: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "status",
                abstract: "Print the state of each migration.",
                discussion: """
                    --json prints {"migrations": [{"id", "applied", "state"}]}.

                    \(examples(["status", "status --json"]))
                    """
            )
        }

        @Flag(help: "Print the states as JSON.")
        var json = false

        func run() async throws {
            let isJSON = json
            try await MigrateCommand.run { migrator, _ in
                let status = try await migrator.status()
                guard isJSON else { return status.map { "\($0.state)  \($0.id)" }.joined(separator: "\n") }
                let migrations = status.map { migration -> JSON in
                    [
                        "id": .string(migration.id), "applied": .bool(migration.isApplied),
                        "state": .string(migration.state.description),
                    ]
                }
                return (["migrations": .array(migrations)] as JSON).description
            }
        }
    }

    /// `migrate dry-run`: prints the statements of the pending migrations.
    struct DryRun: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "dry-run",
                abstract: "Print the statements that up would execute.",
                discussion: examples(["dry-run"])
            )
        }

        func run() async throws {
            try await MigrateCommand.run { migrator, _ in
                let plans = try await migrator.dryRun()
                let texts = plans.map { plan in
                    let title = "-- \(plan.id)\(plan.isCode ? " (Swift code)" : "")"
                    return ([title] + plan.statements).joined(separator: "\n") + "\n"
                }
                return texts.isEmpty ? "The database is up to date." : texts.joined(separator: "\n")
            }
        }
    }
}
