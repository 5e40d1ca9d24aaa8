extension StatementRunner {
    /// How many bytes are collected before they are sent.
    private static let copyBatchSize = 1 << 16

    /// Stores rows with COPY on a connection of PostgreSQL.
    ///
    /// The deadline bounds what is sent and what is waited for from the server, not the wait for the next row of the
    /// sequence: its iterator stays in the caller's task, which cannot leave it behind.
    func copyIn<Rows: AsyncSequence>(
        _ target: SQLInsertTarget,
        rows: Rows,
        on connection: any DriverConnection
    ) async throws -> Int where Rows.Element == [any SQLEncodable] {
        let statement = try SQLStatement(
            "COPY \(target.sql) FROM STDIN",
            for: dialect,
            isCacheable: false
        )
        try await connection.startCopy(statement, direction: .toServer, until: deadline)
        var batch: [UInt8] = []
        var count = 0
        for try await row in rows {
            count += 1
            try target.check(row, number: count)
            try PostgresCopyText.append(row, to: &batch)
            guard batch.count >= Self.copyBatchSize else { continue }
            try await connection.writeCopy(batch, until: deadline)
            batch.removeAll(keepingCapacity: true)
        }
        if !batch.isEmpty {
            try await connection.writeCopy(batch, until: deadline)
        }
        return try await connection.finishCopy(until: deadline)
    }

    /// - Throws: ``SQLError`` with the code `invalidStatement` for a query with values.
    func copyOutStatement(_ query: SQL, format: SQLCopyFormat) throws(SQLError) -> SQLStatement {
        let options = SQL(unescaped: format.options)
        let statement = try SQLStatement(
            "COPY (\(query)) TO STDOUT WITH (\(options))",
            for: dialect,
            isCacheable: false
        )
        guard statement.values.isEmpty else {
            throw SQLError(
                .invalidStatement,
                "COPY accepts no bound values: stream the rows of a query that has some."
            )
        }
        return statement
    }
}
