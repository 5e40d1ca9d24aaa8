extension PostgresConnection {
    func run(_ statement: SQLStatement, until deadline: ContinuousClock.Instant?) async throws -> SQLRows {
        try checkTime(until: deadline, hasValues: statement.runsWithValues)
        if !isIdle { try await clearAway() }
        let arguments = PostgresArguments(statement.values)
        guard statement.isCacheable, statements.isEnabled else {
            note(statement)
            guard handle.send(statement.text, arguments) else { throw sendFailed() }
            return try await collect(until: deadline, columns: nil)
        }
        let key = statement.key
        guard let prepared = statements.find(key) else {
            // Preparing and running take one round trip together.
            return try await runPreparing([statement], until: deadline)[0]
        }
        isSessionTouched = isSessionTouched || prepared.touchesSession
        guard handle.sendPrepared(prepared.name, arguments) else { throw sendFailed() }
        do {
            let rows = try await collect(until: deadline, columns: prepared.columns)
            prepared.columns = rows.columns
            return rows
        } catch let error as SQLError where error.code == .stalePlan {
            // The server rejected the values before it ran anything.
            try dropPlans(after: error)
            return try await runPipeline([statement], until: deadline)[0]
        }
    }

    /// Remembers whether the session has to be reset after a statement that is not kept prepared.
    func note(_ statement: SQLStatement) {
        guard !isSessionTouched, settings.sessionReset == .whenTouched else { return }
        isSessionTouched = SessionFootprint.isTouched(by: statement.text)
    }

    /// Nothing left this process.
    ///
    /// The connection is unusable, or was used in the wrong state.
    func sendFailed() -> SQLError {
        var error = SQLError(
            .connectionLost,
            "The statement could not be sent: the connection to the database is gone."
        )
        error.serverMessage = handle.errorMessage
        close()
        return error
    }

    /// Reads all results of the statement under way.
    private func collect(until deadline: ContinuousClock.Instant?, columns: SQLColumns?) async throws -> SQLRows {
        var rows: SQLRows?
        var failure: SQLError?
        while true {
            while let interest = try missing() {
                try await wait(for: interest, until: deadline)
            }
            guard let result = handle.nextResult() else { break }
            switch result.kind {
            case .complete, .singleRow:
                countCommit(result)
                do throws(SQLError) {
                    rows = try result.rows(reusing: columns)
                } catch {
                    failure = failure ?? error
                }
            case .failed:
                // The first says why; a second one only that the connection is gone.
                let error = self.failure(result)
                failure = failure ?? error
            case .unsupported:
                if result.copyDirection == nil { close() } else { interrupt() }
                throw SQLError(.unsupported, "COPY is not run as a statement: use copyIn or copyOut.")
            case .skipped, .sync:
                break
            }
        }
        if handle.isBroken {
            throw connectionLost()
        }
        if let failure {
            throw failure
        }
        return rows ?? SQLRows(columns: .none, buffer: RowBuffer(), affectedCount: 0)
    }

    // MARK: Streaming

    func open(_ statement: SQLStatement, until deadline: ContinuousClock.Instant?) async throws -> Int {
        try checkTime(until: deadline, hasValues: statement.runsWithValues)
        if !isIdle { try await clearAway() }
        note(statement)
        guard handle.send(statement.text, PostgresArguments(statement.values)), handle.enterSingleRowMode() else {
            throw sendFailed()
        }
        condition = .streaming(nil)
        return 0
    }

    func fetch(_ cursor: Int, limit: Int, until deadline: ContinuousClock.Instant?) async throws -> SQLRows? {
        guard case .streaming(var columns) = condition else { return nil }
        var buffer = RowBuffer()
        while buffer.rowCount < limit {
            // What has arrived is handed on before the next rows are waited for.
            if buffer.rowCount > 0, handle.isBusy { break }
            try await waitForResult(until: deadline)
            guard let result = handle.nextResult() else {
                condition = handle.isBroken ? .broken : .idle
                break
            }
            switch result.kind {
            case .singleRow, .complete:
                try result.append(to: &buffer)
                columns = result.columns(reusing: columns)
            case .failed:
                throw await failStream(failure(result))
            case .unsupported, .skipped, .sync:
                close()
                throw SQLError(.unsupported, "The statement is not one whose rows can be streamed.")
            }
        }
        if case .streaming = condition {
            condition = .streaming(columns)
        }
        guard buffer.rowCount > 0 else { return nil }
        return SQLRows(columns: columns ?? .none, buffer: buffer, affectedCount: 0)
    }

    private func failStream(_ failure: SQLError) async -> SQLError {
        guard !handle.isBroken else { return connectionLost() }
        // Only the end of the results is still to come.
        condition = .interrupted(nil)
        _ = await recover()
        return failure
    }

    func closeCursor(_ cursor: Int) async {
        await closeCursors()
    }

    func closeCursors() async {
        _ = await recover()
    }
}

extension SQLStatement {
    /// Whether an error of the statement may quote a value: FETCH runs the query of a cursor, whose values were bound when it
    /// was declared.
    var runsWithValues: Bool {
        !values.isEmpty || text.utf8.starts(with: "FETCH ".utf8)
    }

    /// What a prepared statement is known by.
    var key: PreparedStatements.Key {
        PreparedStatements.Key(text: text, types: values.map(\.type))
    }
}
