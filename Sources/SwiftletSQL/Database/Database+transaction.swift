import SwiftletIO

extension Database {
    /// Begins a transaction that the caller ends.
    ///
    /// - Parameters:
    ///   - isolation: What it sees of others; the database's default when nil.
    ///   - isReadOnly: Whether writes are rejected in it. It runs on a read replica where there is one, unless
    ///     `isolation` is ``IsolationLevel/serializable``, which a standby rejects.
    /// - Returns: The transaction, which is open.
    /// - Throws: ``SQLError``, such as `acquireTimeout`, and `CancellationError`.
    public func begin(isolation: IsolationLevel? = nil, isReadOnly: Bool = false) async throws -> Transaction {
        // A standby rejects SERIALIZABLE.
        let pool = isReadOnly && isolation != .serializable ? readPool ?? pool : pool
        let lease = try await pool.lease(until: runner.invocationDeadline)
        return try await Transaction.begin(on: lease, runner: runner, isolation: isolation, isReadOnly: isReadOnly)
    }

    /// Runs the body in a transaction: committed when the body returns, rolled back when it throws or is cancelled.
    ///
    /// ```swift
    /// try await db.transaction(isolation: .serializable, retrying: 3) { tx in
    ///     try await tx.execute("UPDATE accounts SET balance = balance - \(amount) WHERE id = \(from)")
    ///     try await tx.execute("UPDATE accounts SET balance = balance + \(amount) WHERE id = \(to)")
    /// }
    /// ```
    /// - Parameters:
    ///   - isolation: What it sees of others; the database's default when nil.
    ///   - isReadOnly: Whether writes are rejected in it. It runs on a read replica where there is one, unless
    ///     `isolation` is ``IsolationLevel/serializable``, which a standby rejects.
    ///   - retries: How often the body may run again after a serialization failure, a deadlock, a locked database or a stale
    ///     plan, all of which the database has undone. Nothing else is repeated: no body that has committed the transaction
    ///     itself, or a part of it, and no commit whose outcome is unknown.
    ///   - body: What to do. It may run several times. Use the transaction it is given, not the database: that would
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
            // Nothing was done where it could not begin.
            var isUndone = true
            do {
                return try await attemptTransaction(
                    isolation: isolation,
                    isReadOnly: isReadOnly,
                    isUndone: &isUndone,
                    body
                )
            } catch let error as SQLError where error.isRetryable && isUndone && attempt < retries {
                attempt += 1
                try await EventLoop.preferred.sleep(until: .now + Self.pause(before: attempt))
            }
        }
    }

    // Where it throws, `isUndone` is whether none of its changes are left: a body that commits itself may throw after.
    private func attemptTransaction<Result>(
        isolation: IsolationLevel?,
        isReadOnly: Bool,
        isUndone: inout Bool,
        _ body: (Transaction) async throws -> Result
    ) async throws -> Result {
        let transaction = try await begin(isolation: isolation, isReadOnly: isReadOnly)
        do {
            return try await run(body, in: transaction)
        } catch {
            isUndone = transaction.isUndone
            throw error
        }
    }

    /// Runs the body in a transaction on a connection that was leased before.
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
            // A body may end its transaction itself.
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

    /// Doubles with each attempt, and differs between two that collided, so that they do not collide again.
    private static func pause(before attempt: Int) -> Duration {
        .milliseconds(4 << min(attempt, 6)) * Double.random(in: 0.5...1)
    }
}
