import Logging

extension PostgresConnection {
    func run(
        pipeline statements: [SQLStatement],
        until deadline: ContinuousClock.Instant?
    ) async throws -> [SQLRows] {
        try checkTime(until: deadline, hasValues: statements.contains(where: \.runsWithValues))
        if !isIdle { try await drainPendingResults() }
        return try await runPreparing(statements, until: deadline)
    }

    /// Runs statements like ``runPipeline(_:until:)``, and retries once after a stale plan if the failure had no effect.
    func runPreparing(_ list: [SQLStatement], until deadline: ContinuousClock.Instant?) async throws -> [SQLRows] {
        do {
            return try await runPipeline(list, until: deadline)
        } catch let error as SQLError where error.code == .stalePlan {
            // The failed statement did nothing, but an earlier one may have committed.
            guard list.count == 1 || list.allSatisfy({ StatementText.isTransactional($0.text) }) else {
                _ = try? discardPreparedStatements(after: error)
                throw error
            }
            try discardPreparedStatements(after: error)
            return try await runPipeline(list, until: deadline)
        }
    }

    /// Discards all prepared statements after a stale plan.
    ///
    /// - Throws: The error if the statements cannot be sent again, because the failure has aborted the transaction.
    func discardPreparedStatements(after error: SQLError) throws(SQLError) {
        if statements.discardAll(after: error) {
            settings.logger.warning(
                """
                The server does not keep this connection's prepared statements, so they are disabled for the connection. Set \
                statementCacheSize to 0 for a pooler that shares server connections between clients.
                """
            )
        }
        guard handle.transactionState == .none else { throw error }
    }

    /// A message sent to the server, in the order in which the results arrive.
    private enum Step {
        case prepare(PreparedStatements.Prepared, PreparedStatements.Key)
        case execute(PreparedStatements.Prepared?)
        case deallocate(String)
        case sync
    }

    /// Sends statements and the Parse messages they need in one round trip.
    ///
    /// The statements are atomic, as in a transaction. Outside of a transaction they are preceded by the deallocation of
    /// unused statements. Each deallocation is a separate unit, so that a failure (because a pooler has moved the
    /// connection to another server) does not affect the others.
    func runPipeline(
        _ list: [SQLStatement],
        until deadline: ContinuousClock.Instant?
    ) async throws -> [SQLRows] {
        guard handle.enterPipelineMode() else { throw sendFailed() }
        pendingSyncs = 0
        guard let steps = send(list) else { throw sendFailed() }
        var results: [SQLRows] = []
        var failure: SQLError?
        for step in steps {
            switch try await outcome(of: step, until: deadline) {
            case .rows(let rows): results.append(rows)
            case .failed(let error): failure = failure ?? error
            case .nothing: break
            }
            guard !handle.isBroken else { throw connectionLost() }
        }
        guard handle.exitPipelineMode() else { throw connectionLost() }
        if let failure {
            throw failure
        }
        return results
    }

    /// Returns `nil` if libpq rejects a message.
    private func send(_ list: [SQLStatement]) -> [Step]? {
        let isInTransaction = handle.transactionState != .none
        guard var steps = isInTransaction ? [] : sendDeallocations() else { return nil }
        // Nothing is deallocated inside of a transaction, so limit the number of statements that a long one prepares.
        let mayPrepare = statements.isEnabled && !(isInTransaction && statements.isBacklogFull)
        var fresh: [PreparedStatements.Key: PreparedStatements.Prepared] = [:]
        for statement in list {
            let arguments = PostgresArguments(statement.values)
            guard statement.isCacheable, mayPrepare else {
                trackSessionChanges(of: statement)
                guard handle.send(statement.text, arguments) else { return nil }
                steps.append(.execute(nil))
                continue
            }
            let key = statement.key
            let prepared: PreparedStatements.Prepared
            if let known = statements.find(key) ?? fresh[key] {
                prepared = known
            } else {
                prepared = PreparedStatements.Prepared(
                    name: statements.makeName(),
                    modifiesSession: SessionChangeDetector.modifiesSession(statement.text)
                )
                fresh[key] = prepared
                guard handle.sendPrepare(prepared.name, statement.text, types: arguments.types) else { return nil }
                steps.append(.prepare(prepared, key))
            }
            isSessionModified = isSessionModified || prepared.modifiesSession
            guard handle.sendPrepared(prepared.name, arguments) else { return nil }
            steps.append(.execute(prepared))
        }
        guard handle.sendSync() else { return nil }
        pendingSyncs += 1
        steps.append(.sync)
        return steps
    }

    private func sendDeallocations() -> [Step]? {
        var steps: [Step] = []
        for name in statements.nextToDeallocate {
            guard handle.sendDeallocate(name), handle.sendSync() else { return nil }
            pendingSyncs += 1
            steps += [.deallocate(name), .sync]
        }
        return steps
    }

    private enum Outcome {
        case rows(SQLRows)
        case failed(SQLError)
        case nothing
    }

    private func outcome(of step: Step, until deadline: ContinuousClock.Instant?) async throws -> Outcome {
        try await waitForResult(until: deadline)
        guard let result = handle.nextResult() else { throw connectionLost() }
        let outcome = try read(result, of: step)
        if case .sync = step {
            return outcome
        }
        // A null result ends each statement.
        try await waitForResult(until: deadline)
        if !handle.isBroken, handle.nextResult() != nil {
            throw connectionLost()
        }
        return outcome
    }

    private func read(_ result: borrowing PostgresResult, of step: Step) throws(SQLError) -> Outcome {
        switch (result.kind, step) {
        case (.complete, .prepare(let prepared, let key)):
            statements.insert(prepared, for: key)
            return .nothing
        case (.complete, .execute(let prepared)):
            countCommit(result)
            let rows = try result.rows(reusing: prepared?.columns)
            prepared?.columns = rows.columns
            return .rows(rows)
        case (_, .deallocate(let name)):
            statements.didDeallocate(name)
            return .nothing
        case (.sync, .sync):
            pendingSyncs -= 1
            return .nothing
        case (.failed, _):
            return .failed(failure(result))
        case (.skipped, _):
            return .nothing
        default:
            close()
            throw SQLError(.unsupported, "The statement cannot be part of a pipeline.")
        }
    }
}
