import SwiftletIO

extension Database {
    /// Begins a transaction that the caller must commit or roll back.
    ///
    /// - Parameters:
    ///   - isolation: The isolation level, or `nil` for the database's default.
    ///   - isReadOnly: Whether the transaction rejects writes. It runs on a read replica if there is one, unless
    ///     `isolation` is ``IsolationLevel/serializable``, which a standby does not support.
    /// - Returns: The open transaction.
    /// - Throws: ``SQLError``, such as `acquireTimeout`, and `CancellationError`.
    public func begin(isolation: IsolationLevel? = nil, isReadOnly: Bool = false) async throws -> Transaction {
        // A standby does not support SERIALIZABLE.
        let pool = isReadOnly && isolation != .serializable ? readPool ?? pool : pool
        let lease = try await pool.lease(until: runner.invocationDeadline)
        return try await Transaction.begin(on: lease, runner: runner, isolation: isolation, isReadOnly: isReadOnly)
    }

    /// Runs the body in a transaction: committed when the body returns, rolled back when it throws or is cancelled.
    ///
    /// ```swift
    /// try await database.transaction(isolation: .serializable, retrying: 3) { transaction in
    ///     try await transaction.execute("UPDATE accounts SET balance = balance - \(amount) WHERE id = \(payer)")
    ///     try await transaction.execute("UPDATE accounts SET balance = balance + \(amount) WHERE id = \(payee)")
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - isolation: The isolation level, or `nil` for the database's default.
    ///   - isReadOnly: Whether the transaction rejects writes. It runs on a read replica if there is one, unless
    ///     `isolation` is ``IsolationLevel/serializable``, which a standby does not support.
    ///   - retries: The number of times the body may run again after a serialization failure, a deadlock, a locked database
    ///     or a stale plan, all of which roll the transaction back. It is not retried when the body itself has
    ///     committed the transaction or part of it, or when the outcome of the commit is unknown.
    ///   - body: The work to do, possibly several times. Use the transaction passed to it and not the database, which would
    ///     wait for another connection.
    /// - Returns: What the body returns.
    /// - Throws: What the body throws, and ``SQLError`` from the transaction itself; see ``Transaction/commit()``.
    @discardableResult
    public func transaction<Result>(
        isolation: IsolationLevel? = nil,
        isReadOnly: Bool = false,
        retrying retries: Int = 0,
        _ body: (Transaction) async throws -> Result
    ) async throws -> Result {
        var attempt = 0
        while true {
            // If the transaction could not begin, there is nothing to undo.
            var isRolledBack = true
            do {
                return try await attemptTransaction(
                    isolation: isolation,
                    isReadOnly: isReadOnly,
                    isRolledBack: &isRolledBack,
                    body
                )
            } catch let error as SQLError where error.isRetryable && isRolledBack && attempt < retries {
                attempt += 1
                try await EventLoop.preferred.sleep(until: .now + Self.pause(before: attempt))
            }
        }
    }

    // On failure, `isRolledBack` is set to whether all changes were rolled back: the body may commit and then throw.
    private func attemptTransaction<Result>(
        isolation: IsolationLevel?,
        isReadOnly: Bool,
        isRolledBack: inout Bool,
        _ body: (Transaction) async throws -> Result
    ) async throws -> Result {
        let transaction = try await begin(isolation: isolation, isReadOnly: isReadOnly)
        do {
            return try await run(body, in: transaction)
        } catch {
            isRolledBack = transaction.isRolledBack
            throw error
        }
    }

    /// Runs the body in a transaction on a connection that is already leased.
    func transaction<Result>(
        on lease: Lease,
        isolation: IsolationLevel?,
        isReadOnly: Bool = false,
        _ body: (Transaction) async throws -> Result
    ) async throws -> Result {
        let transaction = try await Transaction.begin(
            on: lease,
            runner: runner,
            isolation: isolation,
            isReadOnly: isReadOnly
        )
        return try await run(body, in: transaction)
    }

    private func run<Result>(
        _ body: (Transaction) async throws -> Result,
        in transaction: Transaction
    ) async throws -> Result {
        do {
            let result = try await body(transaction)
            try Task.checkCancellation()
            // The body may have ended the transaction itself.
            if transaction.isOpen {
                try await transaction.commit()
            }
            return result
        } catch {
            if transaction.isOpen {
                await transaction.abandon()
            }
            throw error
        }
    }

    /// Returns an exponential backoff with jitter, so that transactions that collided do not collide again.
    private static func pause(before attempt: Int) -> Duration {
        .milliseconds(4 << min(attempt, 6)) * Double.random(in: 0.5...1)
    }
}
