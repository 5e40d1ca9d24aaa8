// The CLI for local development: serves the app, sends events to it, replays event files, migrates the database, packages it.

import SwiftletHarness
import SwiftletSQLCommands
import ___MODULE___

/// The database that the command `migrate` updates.
enum MainDatabase: MigratedDatabase {
    static let database = unmigratedDatabase
    static let migrations = ___MODULE___.migrations
}

Harness.main(
    makeApp,
    name: "___NAME___",
    abstract: "___MODULE___ on this machine.",
    commands: [MigrateCommand<MainDatabase>.self],
    // A database for each scenario of `replay`, and the key in the event files.
    scenarioEnvironment: { scratch in
        [
            "DATABASE_URL": "sqlite:\(scratch)/replay.sqlite3", "API_KEY": "local-development-key",
            "MIGRATE_ON_START": "true",
        ]
    }
)
