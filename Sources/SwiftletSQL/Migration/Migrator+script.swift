// MARK: - SQL scripts, to be reviewed and run with the database's own client
extension Migrator {
    /// Returns the SQL that ``up(to:)`` would run, including the statements that update the ledger.
    ///
    /// It changes nothing. Run the script with `psql -v ON_ERROR_STOP=1 -f FILE` or `sqlite3 -bail FILE`, which stop at an
    /// error.
    ///
    /// - Throws: ``SQLError``, including `migrationConflict` for a migration written in Swift.
    public func script(to target: String? = nil) async throws -> String {
        let plan = try await plan()
        try plan.check(allowingNewer: newerDatabase == .accept)
        if let halfDone = plan.halfDone { throw MigrationPlan.isHalfDone(halfDone) }
        let location = try await retryingWhileBusy { try await ledger.find(database) }
        return try MigrationScript(ledger: ledger, location: location)
            .text(of: plan.pending(to: target), from: plan.entries.count)
    }

    /// Returns the SQL of all migrations for an empty database, without connecting to one.
    ///
    /// - Parameters:
    ///   - migrations: The migrations in order.
    ///   - dialect: The SQL dialect of the database.
    ///   - target: The last migration, or `nil` for all.
    ///   - table: The name of the ledger table.
    /// - Returns: The text of the script.
    /// - Throws: ``SQLError`` with the code `migrationConflict` for an invalid list, and for a migration written in Swift.
    public static func script(
        of migrations: [Migration],
        for dialect: SQLDialect,
        to target: String? = nil,
        table: String = "swiftlet_migrations"
    ) throws(SQLError) -> String {
        try MigrationPlan.check(migrations, table: table, dialect: dialect)
        let plan = try MigrationPlan(migrations, entries: [], dialect: dialect)
        return try MigrationScript(ledger: MigrationLedger(table: table, dialect: dialect), location: nil)
            .text(of: plan.pending(to: target), from: 0)
    }
}
