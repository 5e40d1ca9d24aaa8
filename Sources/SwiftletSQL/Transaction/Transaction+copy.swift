extension Transaction {
    /// Inserts rows with PostgreSQL's COPY inside the transaction, like ``Database/copyIn(into:in:columns:rows:)``.
    ///
    /// On PostgreSQL, other statements of the transaction, a commit and a rollback are rejected with the code
    /// `invalidStatement` until the COPY has ended, so the sequence cannot query the same transaction. If the COPY fails,
    /// PostgreSQL rejects all further statements until the transaction, or a ``savepoint(_:)``, is rolled back.
    ///
    /// - Returns: The number of rows inserted.
    /// - Throws: As ``Database/copyIn(into:in:columns:rows:)``, and ``SQLError`` with the code `transactionClosed`.
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
        return try await exclusively { connection, runner in
            enterCopy()
            defer { leaveCopy() }
            return try await runner.copyIn(target, rows: rows, on: connection)
        }
    }

    /// Exports the rows of a query in a file format inside the transaction, like ``Database/copyOut(_:format:)``.
    ///
    /// Until the stream has been read to its end or its loop is left, other statements of the transaction, a commit and a
    /// rollback are rejected with the code `invalidStatement`. Leaving the loop early leaves the transaction usable,
    /// because the COPY runs in a savepoint.
    public func copyOut(_ query: SQL, format: SQLCopyFormat = .text) -> SQLCopyStream {
        SQLCopyStream { [self] in
            try await beginCopy { connection, runner in
                let statement = try runner.copyOutStatement(query, format: format)
                _ = try await runner.query("SAVEPOINT swiftlet_copy", on: connection)
                try await connection.startCopy(statement, direction: .fromServer, until: runner.deadline)
                return SQLCopyCursor(on: connection, runner: runner) { [self] in
                    leaveCopy()
                } onEnd: { [self] end in
                    // Canceling the COPY has aborted the transaction, so roll back to the savepoint.
                    try? await shielded {
                        if end == .incomplete {
                            _ = try await runner.query("ROLLBACK TO SAVEPOINT swiftlet_copy", on: connection)
                        }
                        _ = try await runner.query("RELEASE SAVEPOINT swiftlet_copy", on: connection)
                    }
                    self.endCopy()
                }
            }
        }
    }
}
