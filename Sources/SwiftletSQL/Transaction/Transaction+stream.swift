extension Transaction {
    /// Streams the rows of a statement inside the transaction.
    ///
    /// Other statements of the transaction can run between two batches, also inside the loop that reads the rows:
    ///
    /// ```swift
    /// for try await row in transaction.stream("SELECT id FROM users") {
    ///     let id = try row.decode(Int.self)
    ///     try await transaction.execute("UPDATE users SET checked_at = \(SQL.now) WHERE id = \(id)")
    /// }
    /// ```
    ///
    /// Leaving the loop early leaves the transaction usable.
    ///
    /// On PostgreSQL this is a [cursor](https://www.postgresql.org/docs/current/sql-declare.html), which costs a round
    /// trip per batch and one to close it, and returns the rows as of the first read. A statement that changes data, such
    /// as `INSERT … RETURNING`, cannot be a cursor, so all its rows are read into memory. On SQLite the loop may see rows
    /// that it changes or inserts itself: do not insert into the table being read.
    ///
    /// - Parameters:
    ///   - sql: The statement.
    ///   - fetchSize: The maximum number of rows held in memory; at least 1.
    /// - Returns: The rows, to iterate with `for try await`.
    public func stream(_ sql: SQL, fetchSize: Int) -> SQLRowStream {
        SQLRowStream { [self] in
            let cursor = TransactionCursor(sql, fetchSize: fetchSize, in: self)
            return SQLRowCursor {
                try await cursor.fetch()
            } onEnd: {
                cursor.abandon()
            } onLeave: {
                cursor.abandon()
            }
        }
    }
}
