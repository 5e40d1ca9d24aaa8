/// Compares the migrations in code with those recorded in the database, without I/O.
struct MigrationPlan {
    let migrations: [Migration]
    let entries: [LedgerEntry]

    /// The recorded migrations that do not exist in code: a newer version has applied them.
    let unknown: [String]

    let dialect: SQLDialect

    /// Checks that the recorded migrations that exist in code are the first ones in code.
    ///
    /// - Throws: ``SQLError`` with the code `migrationConflict`, which names the migration.
    init(_ migrations: [Migration], entries: [LedgerEntry], dialect: SQLDialect) throws(SQLError) {
        var unknown: [String] = []
        for (index, entry) in entries.enumerated() {
            guard migrations.contains(where: { $0.id == entry.id }) else {
                unknown.append(entry.id)
                continue
            }
            if let missing = unknown.first {
                throw Self.conflict("The migration \(missing) was applied to the database but is missing in code.")
            }
            guard migrations[index].id == entry.id else {
                throw Self.conflict(
                    "The migration \(migrations[index].id) precedes \(entry.id) in code but was not applied before it."
                )
            }
        }
        if let newer = unknown.first, entries.count - unknown.count < migrations.count {
            throw Self.conflict(
                """
                The migration \(newer) was applied to the database but is missing in code, and \
                \(migrations[entries.count - unknown.count].id) in code has not been applied.
                """
            )
        }
        self.migrations = migrations
        self.entries = entries
        self.unknown = unknown
        self.dialect = dialect
    }

    /// The migrations in code that are recorded in the database.
    var applied: Zip2Sequence<[Migration], [LedgerEntry]> {
        zip(migrations, entries)
    }

    /// The migration whose statements have begun and are not known to have completed.
    var halfDone: LedgerEntry? {
        entries.first { $0.isHalfDone }
    }

    /// Like ``halfDone``, but only for migrations in code: a newer version is responsible for its own.
    var knownHalfDone: LedgerEntry? {
        applied.first { $1.isHalfDone }?.1
    }

    /// Returns the migrations to apply, up to a target or to the end.
    ///
    /// - Throws: ``SQLError`` with the code `migrationConflict` if there is no migration with that identifier.
    func pending(to target: String?) throws(SQLError) -> ArraySlice<Migration> {
        var end = migrations.count
        if let target {
            guard let index = migrations.firstIndex(where: { $0.id == target }) else {
                throw Self.conflict("There is no migration \(target).")
            }
            end = index + 1
        }
        return migrations[min(entries.count, end)..<end]
    }

    /// Returns the migrations to revert, the last one first.
    ///
    /// - Throws: ``SQLError`` with the code `migrationConflict` if one of them cannot be reverted.
    func revertible(steps: Int) throws(SQLError) -> [Migration] {
        let list = Array(migrations[..<min(entries.count, migrations.count)].suffix(max(0, steps)).reversed())
        for migration in list where migration.down == nil {
            throw Self.conflict("The migration \(migration.id) cannot be reverted: it has no down step.")
        }
        return list
    }

    static func conflict(_ message: String) -> SQLError {
        SQLError(.migrationConflict, message)
    }

    static func isHalfDone(_ entry: LedgerEntry) -> SQLError {
        let event =
            entry.state == .failed
            ? "it failed at \(entry.recordedAt) outside of a transaction"
            : "it began at \(entry.recordedAt) outside of a transaction and is not known to have completed"
        return conflict(
            """
            The migration \(entry.id) is half done: \(event). Check which of its statements took effect, complete or \
            revert them manually, then run `repair`, which deletes it from the ledger. `up` applies it again; if it is \
            complete, `baseline \(entry.id)` records it instead.
            """
        )
    }
}
