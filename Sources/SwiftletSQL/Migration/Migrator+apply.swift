// MARK: - Applying and reverting in a transaction
extension Migrator {
    /// Applies a migration unless another process has applied it.
    ///
    /// - Returns: Whether it was applied by this call.
    func apply(_ migration: Migration) async throws -> Bool {
        guard migration.isTransactional else { return try await applyOutsideTransaction(migration) }
        return try await exclusively(for: (migration, migration.up)) { transaction in
            guard let location = try await claim(migration, transaction) else { return false }
            try await run(migration.up, of: migration, transaction)
            try await ledger.record(migration, in: location, transaction)
            return true
        }
    }

    /// Returns the ledger if the migration is the next one to apply, or `nil` if it no longer is.
    func claim(_ migration: Migration, _ transaction: Transaction) async throws -> MigrationLedger.Location? {
        let plan = try await plan(transaction)
        try plan.check(allowingNewer: newerDatabase == .accept)
        guard plan.halfDone == nil, try plan.pending(to: nil).first?.id == migration.id else { return nil }
        return try await ledger.prepare(transaction)
    }

    /// Reverts the last migration.
    func revert(_ migration: Migration) async throws {
        guard let down = migration.down else { return }
        guard migration.isTransactional else { return try await revertOutsideTransaction(migration, down) }
        try await exclusively(for: (migration, down)) { transaction in
            let location = try await claimLast(migration, transaction)
            try await run(down, of: migration, transaction)
            try MigrationLedger.checkSingleEntry(
                try await transaction.execute(ledger.deletion(migration.id, in: location)),
                of: migration.id
            )
        }
    }

    /// Returns the ledger if the migration is the last one that was applied.
    func claimLast(_ migration: Migration, _ transaction: Transaction) async throws -> MigrationLedger.Location {
        let plan = try await plan(transaction)
        guard plan.entries.last?.id == migration.id, plan.halfDone == nil else {
            throw MigrationPlan.conflict("Another process has migrated the database in the meantime.")
        }
        return try await ledger.prepare(transaction)
    }

    private func run(_ step: Migration.Step, of migration: Migration, _ transaction: Transaction) async throws {
        switch step {
        case .script(let script):
            let statements = script.statements(for: database.dialect)
            for (index, statement) in statements.enumerated() {
                do {
                    try await transaction.runUncached(SQL(unescaped: statement))
                } catch let error as SQLError {
                    throw SQLError.migrationFailed(
                        migration.id,
                        at: "at statement \(index + 1) of \(statements.count)",
                        underlying: error
                    )
                }
            }
        case .code(_, let body):
            do {
                try await body(transaction)
            } catch let error as CancellationError {
                throw error
            } catch {
                throw SQLError.migrationFailed(migration.id, at: "in its Swift code", underlying: error)
            }
            guard transaction.isOpen else {
                throw MigrationPlan.conflict("The migration \(migration.id) must not end its transaction.")
            }
        }
    }

    /// Runs the body in a transaction that locks out other migrators.
    ///
    /// A script, passed as the subject, runs without enforcement of foreign keys in SQLite.
    func exclusively<Result>(
        for subject: (migration: Migration, step: Migration.Step)? = nil,
        _ body: (Transaction) async throws -> Result
    ) async throws -> Result {
        try await retryingWhileBusy {
            let database = database.withoutStatementTimeout
            let lease = try await database.pool.lease(until: database.runner.invocationDeadline)
            var rebuilding: Migration?
            if database.dialect == .sqlite, let subject, case .script = subject.step {
                // Inside a transaction the pragma has no effect. The connection restores it when it is released.
                _ = try await database.runner.query(SQL(ScopedPragma.unenforcedForeignKeys.apply), on: lease.connection)
                rebuilding = subject.migration
            }
            return try await database.transaction(on: lease, isolation: .readCommitted) { transaction in
                try await ledger.lock(transaction, timeout: lockTimeout)
                guard let rebuilding else { return try await body(transaction) }
                let earlier = try ForeignKeyViolations(try await transaction.query(ForeignKeyViolations.query))
                let result = try await body(transaction)
                try ForeignKeyViolations(try await transaction.query(ForeignKeyViolations.query))
                    .check(against: earlier, after: rebuilding)
                return result
            }
        }
    }
}

extension SQLError {
    static func migrationFailed(_ id: String, at location: String, underlying error: any Error) -> SQLError {
        let cause = error as? SQLError
        var failure = SQLError(
            .migrationFailed,
            "The migration \(id) failed \(location): \(cause?.message ?? "it threw \(type(of: error)).")"
        )
        failure.sqlState = cause?.sqlState
        failure.extendedCode = cause?.extendedCode
        failure.serverMessage = cause?.serverMessage
        failure.underlyingError = error
        return failure
    }
}
