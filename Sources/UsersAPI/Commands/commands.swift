import Swiftlet
import SwiftletSQL

/// `users migrate [up|down|status|dry-run]`.
let migrate = ConsoleCommand(
    "migrate",
    summary: "Bring the database up to date",
    usage: "[up | down [STEPS] | status [--json] | dry-run]",
    examples: ["", "status", "status --json", "dry-run", "down 1"],
    Inject(database),
    Inject(settings),
    Inject(hasher),
    Inject(clock)
) { arguments, _, database, settings, hasher, clock in
    let migrator = try Migrator(database, migrations)
    switch (arguments.first ?? "up", arguments.dropFirst().first) {
    case ("up", nil):
        let done = try await Setup(database: database, settings: settings, hasher: hasher, clock: clock).migrate()
        return done.isEmpty ? "The database is up to date." : done.joined(separator: "\n")
    case ("down", let steps):
        guard let count = Int(steps ?? "1"), count > 0 else { throw UsageError("STEPS must be a number from 1 on.") }
        let undone = try await migrator.down(steps: count)
        return undone.isEmpty ? "There is nothing to undo." : undone.map { "Undid \($0)." }.joined(separator: "\n")
    case ("status", nil):
        return try await migrator.status().map { "\($0.isApplied ? "applied" : "pending")  \($0.id)" }
            .joined(separator: "\n")
    case ("status", "--json"):
        let migrations = try await migrator.status()
            .map { migration -> JSON in
                ["id": .string(migration.id), "applied": .bool(migration.isApplied)]
            }
        return (["migrations": .array(migrations)] as JSON).description
    case ("dry-run", nil):
        let plan = try await migrator.dryRun()
        return plan.isEmpty
            ? "The database is up to date."
            : plan.map { "-- \($0.id)\n" + $0.statements.joined(separator: "\n") }.joined(separator: "\n\n")
    case (let other, _):
        throw UsageError("There is no `migrate \(other)` with these arguments.")
    }
}

/// `users create-user [--admin] EMAIL NAME`, with the password on standard input or in `PASSWORD`.
let createUserCommand = ConsoleCommand(
    "create-user",
    summary: "Create a user",
    usage: "[--admin] EMAIL NAME   (the password is read from standard input)",
    examples: ["ada@example.com \"Ada Lovelace\"", "--admin ada@example.com \"Ada Lovelace\""],
    Inject(userService)
) { arguments, input, users in
    let isAdmin = arguments.contains("--admin")
    let arguments = arguments.filter { $0 != "--admin" }
    guard arguments.count == 2 else { throw UsageError("Give an email address and a name.") }
    guard let password = input.readSecret("Password: ") else { throw UsageError("Give a password on standard input.") }
    let fields: JSON = ["email": .string(arguments[0]), "name": .string(arguments[1]), "password": .string(password)]
    let user = try await users.create(try UserCreate.decoded(from: fields), isAdmin: isAdmin)
    return "Created \(isAdmin ? "administrator" : "user") \(user.id), \(user.email)."
}
