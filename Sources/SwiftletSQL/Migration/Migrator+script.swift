// Migrations as SQL text, to be reviewed and run with the database's own client.
extension Migrator {
    /// The SQL that ``up(to:)`` would run, with the statements that record it in the ledger.
    ///
    /// Changes nothing. Run the text with `psql -v ON_ERROR_STOP=1 -f FILE` or `sqlite3 -bail FILE`, which stop at an
    /// error.
    ///
    /// - Throws: ``SQLError``, `migrationConflict` included: for a migration that is written in Swift.
    public func script(to target: String? = nil) async throws -> String {
        let plan = try await plan()
        try plan.check(allowingNewer: newerDatabase == .accept)
        if let halfDone = plan.halfDone { throw MigrationPlan.isHalfDone(halfDone) }
        let place = try await persistently { try await ledger.find(database) }
        return try MigrationScript(ledger: ledger, place: place)
            .text(of: plan.pending(to: target), from: plan.entries.count)
    }

    /// The SQL of all migrations, for an empty database; no database is needed.
    ///
    /// - Parameters:
    ///   - migrations: The migrations in their order.
    ///   - dialect: The language of the database.
    ///   - target: The last migration, nil for all.
    ///   - table: The table that records what was applied.
    /// - Returns: The text of the script.
    /// - Throws: ``SQLError`` with the code `migrationConflict`: for a list that is not valid in itself, and for a
    ///   migration that is written in Swift.
    public static func script(
        of migrations: [Migration],
        for dialect: SQLDialect,
        to target: String? = nil,
        table: String = "swiftlet_migrations"
    ) throws(SQLError) -> String {
        try MigrationPlan.check(migrations, table: table, dialect: dialect)
        let plan = try MigrationPlan(migrations, entries: [], dialect: dialect)
        return try MigrationScript(ledger: MigrationLedger(table: table, dialect: dialect), place: nil)
            .text(of: plan.pending(to: target), from: 0)
    }
}
