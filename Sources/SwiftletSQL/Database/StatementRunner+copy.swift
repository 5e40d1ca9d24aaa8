extension StatementRunner {
    /// Inserts rows with COPY on a PostgreSQL connection.
    ///
    /// The deadline applies to each batch: waiting for its rows and sending them.
    func copyIn(
        _ target: SQLInsertTarget,
        rows: RowSource,
        on connection: any DriverConnection
    ) async throws -> Int {
        let statement = try SQLStatement(
            "COPY \(target.sql) FROM STDIN",
            for: dialect,
            isCacheable: false
        )
        try await connection.startCopy(statement, direction: .toServer, until: deadline)
        var batch: [UInt8] = []
        var count = 0
        while true {
            let next = try await rows.batch(until: deadline)
            guard !next.isEmpty else { break }
            for row in next {
                count += 1
                try target.check(row, number: count)
                try PostgresCopyText.append(row, to: &batch)
            }
            try await connection.writeCopy(batch, until: deadline)
            batch.removeAll(keepingCapacity: true)
        }
        return try await connection.finishCopy(until: deadline)
    }

    /// - Throws: ``SQLError`` with the code `invalidStatement` for a query with values.
    func copyOutStatement(_ query: SQL, format: SQLCopyFormat) throws(SQLError) -> SQLStatement {
        let options = SQL(unescaped: format.options)
        // The line break ends a comment at the end of the query.
        let statement = try SQLStatement(
            "COPY (\(query)\n) TO STDOUT WITH (\(options))",
            for: dialect,
            isCacheable: false
        )
        guard statement.values.isEmpty else {
            throw SQLError(
                .invalidStatement,
                "COPY does not support bound values: stream the rows of a query that has values."
            )
        }
        return statement
    }
}
