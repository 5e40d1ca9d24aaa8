/// Migrations as the text of a script.
struct MigrationScript {
    let ledger: MigrationLedger

    /// Where the ledger is, nil where the script has to make it.
    let place: MigrationLedger.Place?

    /// The text of migrations.
    ///
    /// - Parameters:
    ///   - migrations: The migrations in their order.
    ///   - position: How many come before them.
    /// - Returns: The text, empty where there is no migration.
    /// - Throws: ``SQLError`` with the code `migrationConflict` for a migration that is written in Swift.
    func text(of migrations: ArraySlice<Migration>, from position: Int) throws(SQLError) -> String {
        guard !migrations.isEmpty else { return "" }
        var parts = ledger.dialect == .postgres ? ["SET standard_conforming_strings = on;"] : []
        if let place {
            if !place.hasState {
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
                The migration \(migration.id) is written in Swift and has no SQL: print the migrations before it, run \
                them, let `up` run this one, and print the rest.
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
            // A script for SQLite reads before it writes: a writer in between would make its first write fail.
            lines = [ledger.dialect == .sqlite ? "BEGIN IMMEDIATE;" : "BEGIN;"] + lines + ["COMMIT;"]
        }
        if ledger.dialect == .sqlite {
            lines = ["PRAGMA foreign_keys = OFF;"] + lines + ["PRAGMA foreign_keys = ON;"]
        }
        // A name with a line break would end the comment.
        let name = String(decoding: migration.id.utf8.map { $0 < 0x20 ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
        return (["-- \(name)"] + lines).joined(separator: "\n")
    }

    private func recording(_ migration: Migration, at position: Int) throws(SQLError) -> String {
        let values = [
            String(position), Self.literal(migration.id), Self.literal(migration.checksum(for: ledger.dialect)),
            ledger.now, "'applied'",
        ]
        // Without the table of the check, which its failure rolls back, nothing is recorded: the shell of SQLite goes on after
        // an error unless it was started with `-bail`.
        let condition = ledger.dialect == .sqlite ? " FROM (\(ForeignKeyViolations.passedCheck))" : ""
        return """
            INSERT INTO \(try table()) (position, id, checksum, applied_at, state)
            SELECT \(values.joined(separator: ", "))\(condition);
            """
    }

    /// The quoted name of the ledger.
    private func table() throws(SQLError) -> String {
        let name = place?.name ?? "\(identifier: ledger.table)"
        return try SQLStatement(name, for: ledger.dialect).text
    }

    /// A string literal, as both databases read it with `standard_conforming_strings` on.
    private static func literal(_ value: String) -> String {
        let quote = UInt8(ascii: "'")
        // By byte: a combining mark behind a quote makes one character of both.
        let doubled = value.utf8.flatMap { $0 == quote ? [quote, quote] : [$0] }
        return String(decoding: [quote] + doubled + [quote], as: UTF8.self)
    }
}
