/// Renders migrations as a SQL script.
struct MigrationScript {
    let ledger: MigrationLedger

    /// The location of the ledger, or `nil` if the script must create it.
    let location: MigrationLedger.Location?

    /// Returns the script for a list of migrations.
    ///
    /// - Parameters:
    ///   - migrations: The migrations in order.
    ///   - position: The number of migrations before them.
    /// - Returns: The text, empty if there are no migrations.
    /// - Throws: ``SQLError`` with the code `migrationConflict` for a migration written in Swift.
    func text(of migrations: ArraySlice<Migration>, from position: Int) throws(SQLError) -> String {
        guard !migrations.isEmpty else { return "" }
        var parts = ledger.dialect == .postgres ? ["SET standard_conforming_strings = on;"] : []
        if let location {
            if !location.hasState {
                parts.append("ALTER TABLE \(try table()) ADD COLUMN state text NOT NULL DEFAULT 'applied';")
            }
        } else {
            parts.append(try SQLStatement(ledger.creation, for: ledger.dialect).text + ";")
        }
        for (offset, migration) in migrations.enumerated() {
            parts.append(try text(of: migration, at: position + offset))
        }
        return parts.joined(separator: "\n\n") + "\n"
    }

    private func text(of migration: Migration, at position: Int) throws(SQLError) -> String {
        guard var lines = migration.up.statements(for: ledger.dialect)?.map({ $0 + ";" }) else {
            throw MigrationPlan.conflict(
                """
                The migration \(migration.id) is written in Swift and has no SQL: print and run the migrations before it, \
                apply this one with `up`, and print the rest.
                """
            )
        }
        if ledger.dialect == .sqlite {
            lines =
                ForeignKeyViolations.beforeScript + lines + ForeignKeyViolations.checkInScript
                + [try recording(migration, at: position)] + ForeignKeyViolations.afterScript
        } else {
            lines.append(try recording(migration, at: position))
        }
        if migration.isTransactional {
            // A script for SQLite reads before it writes: a concurrent writer would make its first write fail.
            lines = [ledger.dialect == .sqlite ? "BEGIN IMMEDIATE;" : "BEGIN;"] + lines + ["COMMIT;"]
        }
        if ledger.dialect == .sqlite {
            lines = ["PRAGMA foreign_keys = OFF;"] + lines + ["PRAGMA foreign_keys = ON;"]
        }
        // A line break in the identifier would end the comment.
        let name = String(decoding: migration.id.utf8.map { $0 < 0x20 ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
        return (["-- \(name)"] + lines).joined(separator: "\n")
    }

    private func recording(_ migration: Migration, at position: Int) throws(SQLError) -> String {
        let values = [
            String(position), Self.literal(migration.id), Self.literal(migration.checksum(for: ledger.dialect)),
            ledger.now, "'applied'",
        ]
        // If the check has failed, its table was rolled back and nothing is recorded: SQLite's shell continues after an
        // error unless it was started with `-bail`.
        let condition = ledger.dialect == .sqlite ? " FROM (\(ForeignKeyViolations.passedCheck))" : ""
        return """
            INSERT INTO \(try table()) (position, id, checksum, applied_at, state)
            SELECT \(values.joined(separator: ", "))\(condition);
            """
    }

    /// Returns the quoted name of the ledger table.
    private func table() throws(SQLError) -> String {
        let name = location?.name ?? "\(identifier: ledger.table)"
        return try SQLStatement(name, for: ledger.dialect).text
    }

    /// Returns a string literal for both databases, assuming `standard_conforming_strings` is on.
    private static func literal(_ value: String) -> String {
        let quote = UInt8(ascii: "'")
        // By byte: a quote followed by a combining mark is a single `Character`.
        let doubled = value.utf8.flatMap { $0 == quote ? [quote, quote] : [$0] }
        return String(decoding: [quote] + doubled + [quote], as: UTF8.self)
    }
}
