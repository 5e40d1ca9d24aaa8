extension Database {
    /// Runs the body in a transaction.
    ///
    /// - Throws: As ``transaction(isolation:isReadOnly:retrying:_:)``.
    public func atomically<Result>(_ body: (any SQLExecutor) async throws -> Result) async throws -> Result {
        try await transaction { transaction in try await body(transaction) }
    }
}

extension Transaction {
    /// Runs the body in a savepoint of this transaction.
    ///
    /// - Throws: As ``savepoint(_:)``.
    public func atomically<Result>(_ body: (any SQLExecutor) async throws -> Result) async throws -> Result {
        try await savepoint { try await body(self) }
    }
}
