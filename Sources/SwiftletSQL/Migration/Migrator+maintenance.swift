// MARK: - Ledger maintenance
extension Migrator {
    /// Records all migrations up to a target as applied without running them.
    ///
    /// Use it for a database whose schema was created without this library, and after completing a migration manually.
    ///
    /// - Returns: The identifiers recorded by this call, without those that had already been applied.
    /// - Throws: As ``up(to:)``.
    @discardableResult
    public func baseline(to target: String) async throws -> [String] {
        try await exclusively { transaction in
            let plan = try await plan(transaction)
            try plan.check(allowingNewer: newerDatabase == .accept)
            if let halfDone = plan.halfDone { throw MigrationPlan.isHalfDone(halfDone) }
            let pending = try plan.pending(to: target)
            guard !pending.isEmpty else { return [] }
            let location = try await ledger.prepare(transaction)
            for migration in pending {
                try await ledger.record(migration, in: location, transaction)
            }
            return pending.map(\.id)
        }
    }

    /// Brings the ledger in line with the code: deletes migrations that failed or were abandoned outside of a transaction,
    /// and updates the checksums of edited ones.
    ///
    /// A migration counts as abandoned if its process is known to be gone. On a direct connection to PostgreSQL its session
    /// lock shows that. With SQLite and through a pooler it is unknown, so an entry that is neither applied nor failed,
    /// such as after a killed process, is deleted only with `force`.
    ///
    /// No migration is run. First make sure that the schema matches what the ledger will record: complete or revert the
    /// statements of a half-done migration manually. ``up(to:)`` then applies it again; if it is complete,
    /// ``baseline(to:)`` records it as applied.
    ///
    /// - Parameter force: Whether to delete a migration that may still be running. First make sure that no process is
    ///   running it, or two processes would run it at the same time. A migration that is known to be running is never
    ///   deleted.
    /// - Returns: The changes: updated checksums first, each group in the order of the migrations.
    /// - Throws: ``SQLError``: `migrationConflict` when an applied migration is missing or out of order, and without
    ///   `force` when another process may still be running the half-done migration; `busy` when one is known to be.
    @discardableResult
    public func repair(force: Bool = false) async throws -> [MigrationRepair] {
        try await exclusively { transaction in
            let plan = try await plan(transaction)
            let halfDone = plan.entries.filter(\.isHalfDone)
            let edited = plan.edited.filter { migration in !halfDone.contains { $0.id == migration.id } }
            guard !halfDone.isEmpty || !edited.isEmpty else { return [] }
            let location = try await ledger.prepare(transaction)
            for migration in edited {
                let statement = ledger.checksumUpdate(of: migration, in: location)
                try MigrationLedger.checkSingleEntry(try await transaction.execute(statement), of: migration.id)
            }
            for entry in halfDone {
                try await checkAbandoned(entry, force: force, transaction)
                try MigrationLedger.checkSingleEntry(
                    try await transaction.execute(ledger.deletion(entry.id, in: location)),
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
                Another process may still be running the migration \(entry.id), which began at \(entry.recordedAt). If not, \
                repair with `--force`.
                """
            )
        }
    }
}
