extension Database {
    /// Inserts rows with PostgreSQL's COPY, the fastest way to insert many rows; either all rows are inserted or none.
    ///
    /// ```swift
    /// let count = try await database.copyIn(into: "events", columns: ["id", "payload"], rows: events)
    /// ```
    ///
    /// Rows are read from the sequence in batches of about 64 KB. The next batch is read when the server has accepted the
    /// previous one, so memory use is bounded. The statement timeout applies to each batch, and half of it to the wait
    /// between two rows; the deadline of the invocation applies to the whole operation. The sequence runs in separate tasks:
    /// after a timeout or a cancellation they are cancelled, but not awaited. SQLite has no COPY: the rows are inserted as
    /// by ``SQLExecutor/insert(into:in:columns:rows:suffix:)``.
    ///
    /// - Parameters:
    ///   - table: The table.
    ///   - schema: The schema of the table, or `nil` to use the search path.
    ///   - columns: The columns to fill, at least one.
    ///   - rows: The rows, each with one value per column.
    /// - Returns: The number of rows inserted.
    /// - Throws: As ``query(_:)``, the errors of the sequence, and ``SQLError`` with the code `invalidStatement` for a row
    ///   whose number of values differs from the number of columns. PostgreSQL reports an invalid row when the sequence has
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
            // The running statement is cancelled before the connection is reused.
            lease.endInBackground()
            throw error
        }
    }

    /// Exports the rows of a query in a file format, with PostgreSQL's COPY.
    ///
    /// ```swift
    /// for try await lines in database.copyOut("SELECT id, email FROM users", format: .csv()) {
    ///     try await write(lines)
    /// }
    /// ```
    ///
    /// Each element holds whole lines, or whole messages of the binary format, about 64 KB at most. The next element is
    /// read from the server when it is requested; leaving the loop early cancels the query. The connection is in use until
    /// then.
    ///
    /// - Parameters:
    ///   - query: The query. COPY does not support bound values: use ``stream(_:)`` for a query with values.
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
                // The server may take a while to cancel the query.
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
