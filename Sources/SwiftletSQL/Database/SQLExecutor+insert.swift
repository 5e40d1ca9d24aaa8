extension SQLExecutor {
    /// Inserts many rows, all or none, in as few statements as the database's parameter limit allows.
    ///
    /// ```swift
    /// let count = try await database.insert(
    ///     into: "users",
    ///     columns: ["email", "is_active"],
    ///     rows: emails.map { [$0, true] },
    ///     suffix: "ON CONFLICT (email) DO NOTHING"
    /// )
    /// ```
    ///
    /// Rows are read from the sequence as they are sent. If more than one statement is needed, they run in a transaction,
    /// or in a savepoint of the current one. For many rows on PostgreSQL, ``Database/copyIn(into:in:columns:rows:)`` is
    /// faster.
    ///
    /// - Parameters:
    ///   - table: The table.
    ///   - schema: The schema of the table, or `nil` to use the search path.
    ///   - columns: The columns to fill, at least one.
    ///   - rows: The rows, each with one value per column.
    ///   - suffix: SQL to append after the rows, such as `ON CONFLICT …`. It applies to each statement separately.
    /// - Returns: The number of rows inserted, or updated by the suffix.
    /// - Throws: As ``query(_:)``, and ``SQLError`` with the code `invalidStatement` for a row whose number of values
    ///   differs from the number of columns.
    @discardableResult
    public func insert(
        into table: String,
        in schema: String? = nil,
        columns: [String],
        rows: some Sequence<[any SQLEncodable]>,
        suffix: SQL = ""
    ) async throws -> Int {
        var iterator = rows.makeIterator()
        let target = SQLInsertTarget(table: table, schema: schema, columns: columns)
        return try await insert(InsertStatements(target, suffix: suffix, dialect: dialect)) { iterator.next() }
    }

    /// Inserts the rows that a function returns until it returns `nil`.
    func insert(_ statements: InsertStatements, nextRow: () async throws -> [any SQLEncodable]?) async throws -> Int {
        var statements = statements
        guard let first = try await statements.next(nextRow) else { return 0 }
        guard !statements.isAtEnd else { return try await execute(first) }
        return try await atomically { executor in
            var count = try await executor.execute(first)
            while let statement = try await statements.next(nextRow) {
                count += try await executor.execute(statement)
            }
            return count
        }
    }
}
