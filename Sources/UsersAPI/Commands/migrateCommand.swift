import Swiftlet
import SwiftletSQL

/// `users migrate`: applies, reverts and inspects database migrations.
let migrateCommand = ConsoleCommand(
    "migrate",
    summary: "Apply, revert and inspect database migrations",
    usage: """
        [up [--to ID] [--sql [--offline]] [--allow-newer] | down [STEPS] | status [--json] | dry-run | baseline ID | \
        repair [--force]]
        """,
    examples: [
        "", "status", "status --json", "dry-run", "up --to 0001_users", "up --sql", "up --sql --offline", "down 1",
        "baseline 0001_users", "repair", "repair --force",
    ],
    Inject(unmigratedDatabase),
    Inject(settings),
    Inject(hasher),
    Inject(clock)
) { arguments, _, database, settings, hasher, clock in
    let setup = Setup(database: database, settings: settings, hasher: hasher, clock: clock)
    if settings.databaseURL.revealed == "sqlite::memory:" {
        // An in-memory database is new in this process, so its migrations must be applied first.
        try await setup.migrate()
    }
    var arguments = CommandArguments(arguments)
    let action = arguments.next() ?? "up"
    let migrator = try Migrator(database, migrations)
    let lines: [String]
    switch action {
    case "up":
        let target = try arguments.value(of: "--to")
        if arguments.flag("--sql") {
            let isOffline = arguments.flag("--offline")
            try arguments.finish(action)
            return isOffline
                ? try Migrator.script(of: migrations, for: database.dialect, to: target)
                : try await migrator.script(to: target)
        }
        let newer: Migrator.NewerDatabase = arguments.flag("--allow-newer") ? .accept : .reject
        try arguments.finish(action)
        lines = try await setup.migrate(to: target, newerDatabase: newer)
    case "down":
        let steps = arguments.next() ?? "1"
        try arguments.finish(action)
        guard let count = Int(steps), count > 0 else { throw UsageError("STEPS must be a positive integer.") }
        let undone = try await migrator.down(steps: count)
        return undone.isEmpty ? "No migrations to revert." : undone.map { "Reverted \($0)." }.joined(separator: "\n")
    case "status":
        let isJSON = arguments.flag("--json")
        try arguments.finish(action)
        let status = try await migrator.status()
        return isJSON ? json(status).description : status.map { "\($0.state)  \($0.id)" }.joined(separator: "\n")
    case "dry-run":
        try arguments.finish(action)
        lines = try await migrator.dryRun()
            .map { plan in
                ["-- \(plan.id)\(plan.isCode ? " (Swift code)" : "")"] + plan.statements
            }
            .map { $0.joined(separator: "\n") + "\n" }
    case "baseline":
        guard let target = arguments.next() else { throw UsageError("Expected the id of the last migration to mark.") }
        try arguments.finish(action)
        lines = try await migrator.baseline(to: target).map { "Marked \($0) as applied." }
    case "repair":
        let force = arguments.flag("--force")
        try arguments.finish(action)
        let repairs = try await migrator.repair(force: force).map { "\($0.id): \($0.action)." }
        return repairs.isEmpty ? "Nothing to repair." : repairs.joined(separator: "\n")
    default:
        throw UsageError("Unknown action: migrate \(action)")
    }
    return lines.isEmpty ? "The database is up to date." : lines.joined(separator: "\n")
}

private func json(_ status: [MigrationStatus]) -> JSON {
    let list = status.map { migration -> JSON in
        [
            "id": .string(migration.id), "applied": .bool(migration.isApplied),
            "state": .string(migration.state.description),
        ]
    }
    return ["migrations": .array(list)]
}
