import Logging

extension PostgresConnection {
    func run(
        pipeline statements: [SQLStatement],
        until deadline: ContinuousClock.Instant?
    ) async throws -> [SQLRows] {
        try checkTime(until: deadline, hasValues: statements.contains(where: \.runsWithValues))
        if !isIdle { try await clearAway() }
        return try await runPreparing(statements, until: deadline)
    }

    /// Runs statements as ``runPipeline(_:until:)`` does, and once more after a stale plan where the failure has undone
    /// everything.
    func runPreparing(_ list: [SQLStatement], until deadline: ContinuousClock.Instant?) async throws -> [SQLRows] {
        do {
            return try await runPipeline(list, until: deadline)
        } catch let error as SQLError where error.code == .stalePlan {
            // The statement that failed did nothing, but one before it may have committed.
            guard list.count == 1 || list.allSatisfy({ StatementText.isTransactional($0.text) }) else {
                _ = try? dropPlans(after: error)
                throw error
            }
            try dropPlans(after: error)
            return try await runPipeline(list, until: deadline)
        }
    }

    /// Gives up all prepared statements after a stale plan.
    ///
    /// - Throws: The error when what was sent cannot be sent again: the failure has aborted the transaction around it.
    func dropPlans(after error: SQLError) throws(SQLError) {
        if statements.dropAll(after: error) {
            settings.logger.warning(
                """
                The server does not keep what this connection prepares, so nothing is prepared on it any more. Behind a \
                pooler that shares server connections between clients, turn prepared statements off.
                """
            )
        }
        guard handle.transactionState == .none else { throw error }
    }

    /// What was sent, in the order in which the results come.
    private enum Step {
        case prepare(PreparedStatements.Prepared, PreparedStatements.Key)
        case execute(PreparedStatements.Prepared?)
        case deallocate(String)
        case sync
    }

    /// Sends statements together with what it takes to prepare them, in one round trip.
    ///
    /// The statements count together or not at all, as in a transaction. In front of them, where no transaction is open,
    /// statements are deallocated that are not used any more: each is a unit of its own, so one that fails, because a
    /// pooler has moved the connection to another server, has no effect on the others.
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

    /// Nil when libpq refuses to send.
    private func send(_ list: [SQLStatement]) -> [Step]? {
        let isInTransaction = handle.transactionState != .none
        guard var steps = isInTransaction ? [] : sendDeallocations() else { return nil }
        // Nothing is deallocated inside of a transaction, so that a long one does not prepare without end.
        let mayPrepare = statements.isEnabled && !(isInTransaction && statements.isBacklogFull)
        var fresh: [PreparedStatements.Key: PreparedStatements.Prepared] = [:]
        for statement in list {
            let arguments = PostgresArguments(statement.values)
            guard statement.isCacheable, mayPrepare else {
                note(statement)
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
                    touchesSession: SessionFootprint.isTouched(by: statement.text)
                )
                fresh[key] = prepared
                guard handle.sendPrepare(prepared.name, statement.text, types: arguments.types) else { return nil }
                steps.append(.prepare(prepared, key))
            }
            isSessionTouched = isSessionTouched || prepared.touchesSession
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
        // An empty answer ends each statement.
        try await waitForResult(until: deadline)
        if !handle.isBroken, handle.nextResult() != nil {
            throw connectionLost()
        }
        return outcome
    }

    private func read(_ result: borrowing PostgresResult, of step: Step) throws(SQLError) -> Outcome {
        switch (result.kind, step) {
        case (.complete, .prepare(let prepared, let key)):
            statements.keep(prepared, for: key)
            return .nothing
        case (.complete, .execute(let prepared)):
            countCommit(result)
            let rows = try result.rows(reusing: prepared?.columns)
            prepared?.columns = rows.columns
            return .rows(rows)
        case (_, .deallocate(let name)):
            statements.hasForgotten(name)
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
