extension PostgresConnection {
    func run(
        pipeline statements: [SQLStatement],
        until deadline: ContinuousClock.Instant?
    ) async throws -> [SQLRows] {
        try checkTime(until: deadline)
        if !isIdle { try await clearAway() }
        do {
            return try await runPipeline(statements, until: deadline)
        } catch let error as SQLError where error.isStalePlan {
            // Which of them it was is not told, and nothing of the pipeline has counted.
            for statement in statements {
                self.statements.drop(statement.key)
            }
            guard handle.transactionState == .none else { throw error }
            return try await runPipeline(statements, until: deadline)
        }
    }

    /// What was sent, in the order in which the results come.
    private enum Step {
        case prepare(PreparedStatements.Prepared, PreparedStatements.Key)
        case execute(PreparedStatements.Prepared?)
        case forget(String)
        case sync
    }

    /// Sends statements together with what it takes to prepare them, in one round trip.
    ///
    /// Up to the first sync everything counts or nothing, as in a transaction. Statements to forget go behind it, so
    /// that they can do no harm.
    func runPipeline(
        _ list: [SQLStatement],
        until deadline: ContinuousClock.Instant?
    ) async throws -> [SQLRows] {
        guard handle.enterPipelineMode(), let steps = send(list) else { throw sendFailed() }
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
        var steps: [Step] = []
        var fresh: [PreparedStatements.Key: PreparedStatements.Prepared] = [:]
        for statement in list {
            let arguments = PostgresArguments(statement.values)
            guard statement.isCacheable, statements.isEnabled else {
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
        pendingSyncs = 1
        steps.append(.sync)
        let forgotten = handle.transactionState == .failed ? [] : statements.forgotten
        for name in forgotten {
            guard handle.send("DEALLOCATE \(name)", PostgresArguments([])), handle.sendSync() else { return nil }
            pendingSyncs += 1
            steps += [.forget(name), .sync]
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
            let rows = try result.rows(reusing: prepared?.columns)
            prepared?.columns = rows.columns
            return .rows(rows)
        case (_, .forget(let name)):
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
