extension PostgresConnection {
    func run(_ statement: SQLStatement, until deadline: ContinuousClock.Instant?) async throws -> SQLRows {
        try checkTime(until: deadline, hasValues: statement.runsWithValues)
        if !isIdle { try await drainPendingResults() }
        let arguments = PostgresArguments(statement.values)
        guard statement.isCacheable, statements.isEnabled else {
            trackSessionChanges(of: statement)
            guard handle.send(statement.text, arguments) else { throw sendFailed() }
            return try await collect(until: deadline, columns: nil)
        }
        let key = statement.key
        guard let prepared = statements.find(key) else {
            // Prepare and execute in a single round trip.
            return try await runPreparing([statement], until: deadline)[0]
        }
        isSessionModified = isSessionModified || prepared.modifiesSession
        guard handle.sendPrepared(prepared.name, arguments) else { throw sendFailed() }
        do {
            let rows = try await collect(until: deadline, columns: prepared.columns)
            prepared.columns = rows.columns
            return rows
        } catch let error as SQLError where error.code == .stalePlan {
            // The server rejected the Bind message before running anything.
            try discardPreparedStatements(after: error)
            return try await runPipeline([statement], until: deadline)[0]
        }
    }

    /// Tracks whether a statement that is not prepared changes the session state.
    func trackSessionChanges(of statement: SQLStatement) {
        guard !isSessionModified, settings.sessionReset == .whenModified else { return }
        isSessionModified = SessionChangeDetector.modifiesSession(statement.text)
    }

    /// Returns the error for a failed send; nothing was sent.
    ///
    /// The connection is unusable, or was used in the wrong state.
    func sendFailed() -> SQLError {
        var error = SQLError(
            .connectionLost,
            "The statement could not be sent: the connection to the database is closed."
        )
        error.serverMessage = handle.errorMessage
        close()
        return error
    }

    /// Reads all results of the current statement.
    private func collect(until deadline: ContinuousClock.Instant?, columns: SQLColumns?) async throws -> SQLRows {
        var rows: SQLRows?
        var failure: SQLError?
        while true {
            while let interest = try pendingInterest() {
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
                // The first error is the cause; a later one only reports that the connection is lost.
                let error = self.failure(result)
                failure = failure ?? error
            case .unsupported:
                if result.copyDirection == nil { close() } else { interrupt() }
                throw SQLError(.unsupported, "COPY cannot be run as a statement: use copyIn or copyOut.")
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

    // MARK: - Streaming

    func open(_ statement: SQLStatement, until deadline: ContinuousClock.Instant?) async throws -> Int {
        try checkTime(until: deadline, hasValues: statement.runsWithValues)
        if !isIdle { try await drainPendingResults() }
        trackSessionChanges(of: statement)
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
            // Return the rows that have arrived before waiting for more.
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
                throw SQLError(.unsupported, "The rows of this statement cannot be streamed.")
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
        // Only the end of the results is pending.
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
    /// Whether the statement executes with bound values, which its error may quote.
    ///
    /// FETCH executes the query of a cursor, whose values were bound by DECLARE.
    var runsWithValues: Bool {
        !values.isEmpty || text.utf8.starts(with: "FETCH ".utf8)
    }

    /// The cache key of the prepared statement.
    var key: PreparedStatements.Key {
        PreparedStatements.Key(text: text, types: values.map(\.type))
    }
}
