// Changes of the ledger alone.
extension Migrator {
    /// Records migrations as applied without running them, up to a migration.
    ///
    /// For a database whose schema was made without this library, and for a migration that was completed by hand.
    ///
    /// - Returns: The names of those recorded here; those that were applied already are not in it.
    /// - Throws: As ``up(to:)``.
    @discardableResult
    public func baseline(to target: String) async throws -> [String] {
        try await exclusively { transaction in
            let plan = try await plan(transaction)
            try plan.check(allowingNewer: newerDatabase == .accept)
            if let halfDone = plan.halfDone { throw MigrationPlan.isHalfDone(halfDone) }
            let pending = try plan.pending(to: target)
            guard !pending.isEmpty else { return [] }
            let place = try await ledger.prepare(transaction)
            for migration in pending {
                try await ledger.record(migration, in: place, transaction)
            }
            return pending.map(\.id)
        }
    }

    /// Brings the ledger in line with the code: erases migrations that failed or were abandoned outside of a transaction, and
    /// records the checksums of edited ones.
    ///
    /// A migration counts as abandoned where its process is known to be gone: on a direct connection to PostgreSQL its
    /// session lock tells. With SQLite and behind a pooler nothing does, so that an entry which is neither applied nor
    /// failed, such as of a process that was killed, is erased only with `force`.
    ///
    /// It runs no migration. Before it, see to it that the schema is what the ledger will say: complete or undo the
    /// statements of a half-done migration by hand. ``up(to:)`` applies it again; where it was completed,
    /// ``baseline(to:)`` records it as applied.
    ///
    /// - Parameter force: Whether a migration that may still be running is erased too. First make sure that no process
    ///   is running it: two would otherwise run it at the same time. One that is known to be running is never erased.
    /// - Returns: What was changed: the checksums first, both in the order of the migrations.
    /// - Throws: ``SQLError``: `migrationConflict` when an applied migration is missing or was overtaken, and without
    ///   `force` when another process may still be running the half-done migration; `busy` when one is known to be.
    @discardableResult
    public func repair(force: Bool = false) async throws -> [MigrationRepair] {
        try await exclusively { transaction in
            let plan = try await plan(transaction)
            let halfDone = plan.entries.filter(\.isHalfDone)
            let edited = plan.edited.filter { migration in !halfDone.contains { $0.id == migration.id } }
            guard !halfDone.isEmpty || !edited.isEmpty else { return [] }
            let place = try await ledger.prepare(transaction)
            for migration in edited {
                let statement = ledger.settingChecksum(of: migration, in: place)
                try MigrationLedger.checkSingleEntry(try await transaction.execute(statement), of: migration.id)
            }
            for entry in halfDone {
                try await checkAbandoned(entry, force: force, transaction)
                try MigrationLedger.checkSingleEntry(
                    try await transaction.execute(ledger.erasing(entry.id, in: place)),
                    of: entry.id
                )
            }
            return edited.map { MigrationRepair(id: $0.id, action: .checksumUpdated) }
                + halfDone.map { MigrationRepair(id: $0.id, action: .erased) }
        }
    }

    private func checkAbandoned(_ entry: LedgerEntry, force: Bool, _ transaction: Transaction) async throws {
        switch entry.state {
        case .applied, .failed:
            break
        case .running:
            guard try await isRunning(entry, transaction) else { return }
            throw SQLError(.busy, "Another process is still running the migration \(entry.id).")
        case .runningUnlocked:
            guard !force else { return }
            throw MigrationPlan.conflict(
                """
                Another process may still be running the migration \(entry.id), which began at \(entry.recordedAt). If none \
                is, repair with `--force`.
                """
            )
        }
    }
}
