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

    /// Brings the ledger in line with the code: erases half-done migrations, and records the checksums of edited ones.
    ///
    /// It runs no migration. Before it, see to it that the schema is what the ledger will say: complete or undo the
    /// statements of a half-done migration by hand. ``up(to:)`` applies it again; where it was completed,
    /// ``baseline(to:)`` records it as applied.
    ///
    /// - Returns: What was changed, in the order of the migrations.
    /// - Throws: ``SQLError``: `migrationConflict` when an applied migration is missing or was overtaken; `busy` when
    ///   another process is still running the half-done migration.
    @discardableResult
    public func repair() async throws -> [MigrationRepair] {
        try await exclusively { transaction in
            let plan = try await plan(transaction)
            let halfDone = plan.entries.filter(\.isHalfDone)
            let edited = plan.edited.filter { migration in !halfDone.contains { $0.id == migration.id } }
            guard !halfDone.isEmpty || !edited.isEmpty else { return [] }
            let place = try await ledger.prepare(transaction)
            for migration in edited {
                try await transaction.execute(ledger.settingChecksum(of: migration, in: place))
            }
            for entry in halfDone {
                if entry.state == .running, try await isRunning(entry, transaction) {
                    throw SQLError(.busy, "Another process is still running the migration \(entry.id).")
                }
                try await transaction.execute(ledger.erasing(entry.id, in: place))
            }
            return edited.map { MigrationRepair(id: $0.id, action: .checksumUpdated) }
                + halfDone.map { MigrationRepair(id: $0.id, action: .erased) }
        }
    }
}
