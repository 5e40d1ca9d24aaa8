/// What the database remembers of a migration.
struct AppliedMigration: Equatable, Sendable {
    let id: String
    let checksum: String
    let appliedAt: SQLTimestamp
}

/// Compares the migrations in code with those in the database.
///
/// No I/O.
struct MigrationPlan {
    let migrations: [Migration]
    let applied: [AppliedMigration]

    /// Checks that what was applied is the beginning of what is in code, unchanged.
    ///
    /// - Throws: ``SQLError`` with the code `migrationConflict`, naming the migration.
    init(_ migrations: [Migration], applied: [AppliedMigration], dialect: SQLDialect) throws(SQLError) {
        self.migrations = migrations
        self.applied = applied
        for (index, record) in applied.enumerated() {
            guard let migration = migrations.first(where: { $0.id == record.id }) else {
                throw Self.conflict("The migration \(record.id) was applied to the database but is missing in code.")
            }
            guard migrations[index].id == record.id else {
                throw Self.conflict(
                    "The migration \(migrations[index].id) comes before \(record.id) in code, which was applied without it."
                )
            }
            guard migration.checksum(for: dialect) == record.checksum else {
                throw Self.conflict("The migration \(record.id) was edited after it had been applied.")
            }
        }
    }

    /// Checks what can be checked without a database.
    ///
    /// - Throws: ``SQLError`` with the code `migrationConflict` for a name that is empty or comes twice, and for a
    ///   statement that would end the migration's transaction.
    static func check(_ migrations: [Migration], dialect: SQLDialect) throws(SQLError) {
        var names: Set<String> = []
        for migration in migrations {
            guard !migration.id.isEmpty, names.insert(migration.id).inserted else {
                throw conflict("The migration \(migration.id) has no name of its own.")
            }
            for script in [migration.up, migration.down].compactMap(\.self) {
                for statement in script.statements(for: dialect)
                where SQLScript.controlsTransaction(statement, dialect: dialect) {
                    throw conflict(
                        "The migration \(migration.id) begins or ends a transaction: it runs in one already."
                    )
                }
            }
        }
    }

    /// What is to be applied, up to a name or to the end.
    ///
    /// - Throws: ``SQLError`` with the code `migrationConflict` when there is no migration of that name.
    func pending(to target: String?) throws(SQLError) -> ArraySlice<Migration> {
        var end = migrations.count
        if let target {
            guard let index = migrations.firstIndex(where: { $0.id == target }) else {
                throw Self.conflict("There is no migration \(target).")
            }
            end = index + 1
        }
        return migrations[min(applied.count, end)..<end]
    }

    /// What is to be undone, the last first.
    ///
    /// - Throws: ``SQLError`` with the code `migrationConflict` when one of them cannot be undone.
    func undoable(steps: Int) throws(SQLError) -> [Migration] {
        let list = Array(migrations[..<applied.count].suffix(max(0, steps)).reversed())
        for migration in list where migration.down == nil {
            throw Self.conflict("The migration \(migration.id) cannot be undone: it has no way down.")
        }
        return list
    }

    static func conflict(_ message: String) -> SQLError {
        SQLError(.migrationConflict, message)
    }
}
