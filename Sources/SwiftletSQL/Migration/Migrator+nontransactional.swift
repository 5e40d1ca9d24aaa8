import SwiftletContext

// MARK: - Migrations outside of a transaction

// The ledger acts as the lock: the migration is recorded as half done before its first statement, and other processes wait
// until it is applied. On a direct connection to PostgreSQL a session lock shows whether the process that runs it is still
// alive. No transaction waits meanwhile, because `CREATE INDEX CONCURRENTLY` would wait for it in turn.
extension Migrator {
    /// Applies a migration unless another process has applied it.
    ///
    /// - Returns: Whether it was applied by this call.
    func applyOutsideTransaction(_ migration: Migration) async throws -> Bool {
        let location = try await exclusively { transaction in
            let location = try await claim(migration, transaction)
            if let location {
                try await ledger.record(migration, as: .runningUnlocked, in: location, transaction)
            }
            return location
        }
        guard let location else { return false }
        try await runOutsideTransaction(
            migration.up,
            of: migration,
            in: location,
            end: ledger.stateUpdate(.applied, of: migration.id, in: location),
            abandon: ledger.deletion(migration.id, in: location)
        )
        return true
    }

    /// Reverts the last migration.
    func revertOutsideTransaction(_ migration: Migration, _ down: Migration.Step) async throws {
        let location = try await exclusively { transaction in
            let location = try await claimLast(migration, transaction)
            let statement = ledger.stateUpdate(.runningUnlocked, of: migration.id, in: location)
            try MigrationLedger.checkSingleEntry(try await transaction.execute(statement), of: migration.id)
            return location
        }
        try await runOutsideTransaction(
            down,
            of: migration,
            in: location,
            end: ledger.deletion(migration.id, in: location),
            abandon: ledger.stateUpdate(.applied, of: migration.id, in: location)
        )
    }

    private func runOutsideTransaction(
        _ step: Migration.Step,
        of migration: Migration,
        in location: MigrationLedger.Location,
        end: SQL,
        abandon: SQL
    ) async throws {
        let session: MigrationSession
        do {
            session = try await retryingWhileBusy { try await MigrationSession(database) }
        } catch {
            await abandonEntry(with: abandon)
            throw error
        }
        var hasBegun = false
        do {
            var earlier: ForeignKeyViolations?
            if database.dialect == .sqlite {
                earlier = try ForeignKeyViolations(try await session.run(ForeignKeyViolations.query))
            }
            if try await session.lock(ledger.sessionLockKey(location)) {
                let statement = ledger.stateUpdate(.running, of: migration.id, in: location)
                try MigrationLedger.checkSingleEntry(try await session.run(statement).affectedCount, of: migration.id)
            }
            let statements = step.statements(for: database.dialect) ?? []
            for (index, statement) in statements.enumerated() {
                hasBegun = true
                do {
                    try await session.run(SQL(unescaped: statement))
                } catch let error as SQLError {
                    let position =
                        "at statement \(index + 1) of \(statements.count), outside of a transaction, and is half done"
                    throw SQLError.migrationFailed(migration.id, at: position, underlying: error)
                }
            }
            if let earlier {
                try ForeignKeyViolations(try await session.run(ForeignKeyViolations.query))
                    .check(against: earlier, after: migration)
            }
            try MigrationLedger.checkSingleEntry(try await session.run(end).affectedCount, of: migration.id)
        } catch {
            // While the session holds its lock: afterwards the entry may belong to another process. If the connection is
            // lost, the entry is left unchanged, because the server may still be running the statement.
            try? await session.runShielded(hasBegun ? ledger.failureUpdate(migration.id, in: location) : abandon)
            await session.end()
            throw error
        }
        await session.end()
    }

    /// Deletes the entry of a migration that did not begin; if that fails too, the migration stays half done.
    private func abandonEntry(with statement: SQL) async {
        // Runs even if the deadline of the invocation has passed.
        try? await Context.$current.withValue(nil) {
            try await shielded { try await exclusively { _ = try await $0.execute(statement) } }
        }
    }
}
