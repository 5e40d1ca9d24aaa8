extension Transaction {
    /// Runs the body in a savepoint: if it throws, its changes are rolled back and the transaction continues.
    ///
    /// Savepoints nest. Concurrent statements on this transaction run in the current savepoint.
    ///
    /// - Throws: What the body throws, and ``SQLError`` from the savepoint itself. If rolling back the savepoint fails,
    ///   the transaction rejects everything except a rollback with `transactionAborted`.
    @discardableResult
    public func savepoint<Result>(_ body: () async throws -> Result) async throws -> Result {
        let name = makeSavepointName()
        try await runUncached("SAVEPOINT \(name)")
        do {
            let result = try await body()
            try await runUncached("RELEASE SAVEPOINT \(name)")
            return result
        } catch {
            do {
                try await shielded { [self] in
                    try await runUncached("ROLLBACK TO SAVEPOINT \(name)")
                    try await runUncached("RELEASE SAVEPOINT \(name)")
                }
            } catch {
                // The body's changes could not be rolled back, or the transaction has ended.
                doom()
            }
            throw error
        }
    }
}
