extension Database {
    /// Stores rows with PostgreSQL's COPY, the fastest way for many of them; all of them count or none.
    ///
    /// ```swift
    /// let count = try await db.copyIn(into: "events", columns: ["id", "payload"], rows: events)
    /// ```
    /// Rows are read from the sequence, about 64 KB at a time, when the server has accepted the ones before, so that memory
    /// stays bounded. Each batch has the statement time-out to itself, of which half may pass between two rows, and all end
    /// by the deadline of the invocation. The sequence runs in tasks of its own: after the deadline or a cancellation it is
    /// cancelled, and not waited for. SQLite, which has no COPY, inserts the rows as
    /// ``SQLExecutor/insert(into:in:columns:rows:suffix:)`` does.
    ///
    /// - Parameters:
    ///   - table: The table.
    ///   - schema: The schema of the table; nil finds it by the search path.
    ///   - columns: The columns to fill, at least one.
    ///   - rows: The rows, each with one value for each column.
    /// - Returns: How many rows were stored.
    /// - Throws: As ``query(_:)``, the errors of the sequence, and ``SQLError`` with the code `invalidStatement` for a row
    ///   that has another number of values than there are columns. PostgreSQL reports an invalid row when the sequence has
    ///   ended.
    @discardableResult
    public func copyIn<Rows: AsyncSequence>(
        into table: String,
        in schema: String? = nil,
        columns: [String],
        rows: sending Rows
    ) async throws -> Int where Rows.Element == [any SQLEncodable] {
        let target = SQLInsertTarget(table: table, schema: schema, columns: columns)
        let rows = RowSource(rows)
        guard dialect == .postgres else { return try await insert(target, rows: rows, runner) }
        let lease = try await pool.lease(until: runner.invocationDeadline)
        do {
            let count = try await runner.copyIn(target, rows: rows, on: lease.connection)
            await lease.end()
            return count
        } catch let error as SQLError where error.code != .timeout && error.code != .connectionLost {
            await lease.end()
            throw error
        } catch {
            // What is under way is cancelled before the connection is used again.
            lease.endInBackground()
            throw error
        }
    }

    /// The rows of a query in a file format, with PostgreSQL's COPY.
    ///
    /// ```swift
    /// for try await bytes in db.copyOut("SELECT id, email FROM users", format: .csv()) { try file.write(bytes) }
    /// ```
    /// Each element holds whole lines, or whole messages of the binary format, about 64 KB at most. No more is read from
    /// the server while one is being worked on, and leaving the loop early cancels the rest. The connection is held as long.
    ///
    /// - Parameters:
    ///   - query: The query. COPY accepts no bound values: use ``stream(_:)`` for a query that has some.
    ///   - format: The format.
    /// - Returns: The data, whose iterator throws ``SQLError``: `invalidStatement` for a query with values, `unsupported`
    ///   for SQLite.
    public func copyOut(_ query: SQL, format: SQLCopyFormat = .text) -> SQLCopyStream {
        SQLCopyStream { [pool, runner] in
            let statement = try runner.copyOutStatement(query, format: format)
            let lease = try await pool.lease(until: runner.invocationDeadline)
            do {
                try await lease.connection.startCopy(
                    statement,
                    direction: .fromServer,
                    until: runner.deadline
                )
            } catch {
                lease.endInBackground()
                throw error
            }
            return SQLCopyCursor(on: lease.connection, runner: runner) { end in
                switch end {
                case .complete: await lease.end()
                // The server may take a while to stop what is under way.
                case .incomplete: lease.endInBackground()
                }
            }
        }
    }
}

extension SQLExecutor {
    func insert(
        _ target: SQLInsertTarget,
        rows: RowSource,
        _ runner: StatementRunner
    ) async throws -> Int {
        var batch: ArraySlice<[any SQLEncodable]> = []
        return try await insert(InsertStatements(target, suffix: "", dialect: dialect)) {
            if batch.isEmpty { batch = try await rows.batch(until: runner.deadline)[...] }
            return batch.popFirst()
        }
    }
}
