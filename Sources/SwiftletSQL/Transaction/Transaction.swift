import Synchronization

/// A transaction on a leased connection.
///
/// ```swift
/// try await database.transaction(isolation: .serializable, retrying: 3) { transaction in
///     try await transaction.execute("UPDATE accounts SET balance = balance - \(amount) WHERE id = \(payer)")
///     try await transaction.execute("UPDATE accounts SET balance = balance + \(amount) WHERE id = \(payee)")
/// }
/// ```
///
/// Use ``Database/transaction(isolation:isReadOnly:retrying:_:)``, which also ends the transaction, or
/// ``Database/begin(isolation:isReadOnly:)`` and end it with ``commit()`` or ``rollback()``. A transaction that is released
/// without either is rolled back. Concurrent statements run one after the other; a statement that waits for another one
/// fails with the code `timeout` at its deadline, and with `CancellationError` when its task is cancelled.
public final class Transaction: SQLExecutor {
    private let lease: Lease
    let runner: StatementRunner
    private let statements: TransactionStatements
    private let commitCountAtBegin: Int
    private let lock = AsyncLock()
    private let state = Mutex(TransactionProgress())

    /// Whether rolling back a savepoint failed, so that the transaction must not be committed.
    private let isDoomed = Atomic(false)

    private init(lease: Lease, runner: StatementRunner, statements: TransactionStatements) {
        self.lease = lease
        self.runner = runner
        self.statements = statements
        commitCountAtBegin = lease.connection.commitCount
    }

    static func begin(
        on lease: Lease,
        runner: StatementRunner,
        isolation: IsolationLevel?,
        isReadOnly: Bool
    ) async throws -> Transaction {
        let statements = TransactionStatements(runner.dialect, isolation: isolation, isReadOnly: isReadOnly)
        let transaction = Transaction(lease: lease, runner: runner, statements: statements)
        do {
            for statement in statements.begin {
                _ = try await runner.query(statement, on: lease.connection, isCacheable: statements.areCacheable)
            }
        } catch {
            lease.endInBackground()
            throw error
        }
        return transaction
    }

    /// The SQL dialect of the database.
    public var dialect: SQLDialect { runner.dialect }

    /// Whether neither ``commit()`` nor ``rollback()`` has been called.
    public var isOpen: Bool { state.withLock { $0.status == .open } }

    /// Whether the transaction has ended and all its changes were rolled back, so that it may be retried.
    var isRolledBack: Bool { state.withLock { $0.status == .rolledBack } }

    private var connection: any DriverConnection { lease.connection }

    // MARK: - Statements

    /// Runs the body while no other statement of the transaction runs.
    func exclusively<Result>(
        _ body: (any DriverConnection, StatementRunner) async throws -> Result
    ) async throws -> Result {
        try checkNotCopying()
        return try await lock.withLock(until: runner.deadline) {
            try await close(try checkOpen())
            return try await body(connection, runner)
        }
    }

    /// - Returns: The cursors to close first.
    private func checkOpen() throws(SQLError) -> [TransactionCursor.Handle] {
        let abandoned = try state.withLock { state throws(SQLError) in try state.takeAbandonedCursors() }
        // After some failures SQLite rolls back the whole transaction: later statements would run in autocommit mode.
        guard !isDoomed.load(ordering: .relaxed), !connection.isOutsideTransaction else {
            throw SQLError(
                .transactionAborted,
                "The transaction is aborted: a statement in it failed. Roll back and start again."
            )
        }
        return abandoned
    }

    /// Runs a statement inside the transaction.
    ///
    /// - Throws: As ``SQLExecutor/query(_:)``, and ``SQLError`` with the code `transactionClosed`. After a failed
    ///   statement PostgreSQL rejects all further statements with `transactionAborted` until the transaction, or a
    ///   ``savepoint(_:)``, is rolled back. SQLite does so only after a failure that rolls back the whole transaction: a
    ///   write that was interrupted by its deadline or by cancellation, a full disk, an I/O error, lack of memory.
    public func query(_ sql: SQL) async throws -> SQLRows {
        try await exclusively { connection, runner in
            try await runner.query(sql, on: connection)
        }
    }

    /// Runs a statement without caching it as a prepared statement.
    func runUncached(_ sql: SQL) async throws {
        _ = try await exclusively { connection, runner in
            try await runner.query(sql, on: connection, isCacheable: false)
        }
    }

    /// Runs statements inside the transaction in one round trip.
    ///
    /// - Throws: As ``query(_:)``.
    public func pipeline(_ statements: [SQL]) async throws -> [SQLRows] {
        try await exclusively { connection, runner in
            try await runner.pipeline(statements, on: connection)
        }
    }

    // MARK: - COPY and cursors

    /// Runs the body like ``exclusively(_:)``, and keeps the transaction busy until ``endCopy()`` is called or the body
    /// throws.
    ///
    /// A statement inside the loop that reads a COPY would deadlock, so it is rejected.
    func beginCopy<Result>(
        _ body: (any DriverConnection, StatementRunner) async throws -> Result
    ) async throws -> Result {
        try checkNotCopying()
        try await lock.acquire(until: runner.deadline)
        do {
            try await close(try checkOpen())
            let result = try await body(connection, runner)
            enterCopy()
            return result
        } catch {
            lock.release()
            throw error
        }
    }

    /// Rejects other statements: the reader of the COPY, or the sequence of its rows, may send them and would deadlock.
    func enterCopy() {
        state.withLock { $0.isCopying = true }
    }

    /// Lets other statements wait for the end of a COPY whose reader has gone.
    func leaveCopy() {
        state.withLock { $0.isCopying = false }
    }

    /// Ends the COPY started by ``beginCopy(_:)``, so that other statements can run.
    func endCopy() {
        leaveCopy()
        lock.release()
    }

    private func checkNotCopying() throws(SQLError) {
        try state.withLock { state throws(SQLError) in try state.checkNotCopying() }
    }

    /// Returns a savepoint name that is unique in the transaction.
    func makeSavepointName() -> SQL {
        SQL(unescaped: state.withLock { $0.makeSavepointName() })
    }

    /// Rejects all statements except a rollback, because rolling back a savepoint has failed.
    func doom() {
        isDoomed.store(true, ordering: .relaxed)
    }

    /// Returns a cursor name that is unique in the transaction.
    func makeCursorName() -> String {
        state.withLock { $0.makeCursorName() }
    }

    /// Closes a cursor before the next statement, unless the transaction has ended by then.
    func closeBeforeNextStatement(_ cursor: TransactionCursor.Handle) {
        state.withLock { $0.abandon([cursor]) }
    }

    private func close(_ cursors: [TransactionCursor.Handle]) async throws {
        guard !cursors.isEmpty else { return }
        let rest = try await TransactionCursor.close(cursors, on: connection, runner)
        state.withLock { $0.abandon(rest) }
    }

    // MARK: - Commit and rollback

    /// The minimum time before the deadline of the invocation at which a commit may begin.
    private static let commitReserve = Duration.milliseconds(50)

    /// Commits the transaction and returns the connection to the pool.
    ///
    /// It completes even if the task is cancelled. With less than 50 ms until the deadline of the invocation, the
    /// transaction is rolled back instead, with the code `timeout`.
    ///
    /// - Throws: ``SQLError``: `transactionClosed`; `transactionAborted` when a failed statement had aborted the
    ///   transaction, which is then rolled back; `commitOutcomeUnknown` when it is unknown whether the commit succeeded; or
    ///   the error of the database, such as `serializationFailure`. In each case the transaction has ended, except for
    ///   `invalidStatement`: a commit is rejected while a COPY is in progress.
    public func commit() async throws {
        try checkNotCopying()
        try await finish { [self] in
            let state = await connection.transactionState()
            guard state == .open, !isDoomed.load(ordering: .relaxed) else {
                throw SQLError(
                    state == .broken ? .connectionLost : .transactionAborted,
                    "The transaction was not committed: it had been aborted by a failed statement."
                )
            }
            if let deadline = runner.invocationDeadline, deadline - .now < Self.commitReserve {
                throw SQLError(
                    .timeout,
                    "Too little time was left to commit the transaction, so it was rolled back."
                )
            }
            await connection.closeCursors()
            for statement in statements.commit {
                try await sendCommit(statement)
            }
            return .committed
        }
    }

    private func sendCommit(_ statement: SQL) async throws {
        do {
            _ = try await runner.query(statement, on: connection, isCacheable: statements.areCacheable)
        } catch let error as SQLError
            where dialect == .postgres && (error.code == .timeout || error.code == .connectionLost)
        {
            var unknown = SQLError(
                .commitOutcomeUnknown,
                """
                It is unknown whether the transaction was committed: the deadline passed, or the connection broke, before \
                the database confirmed it. Check the data before you retry.
                """
            )
            unknown.sqlState = error.sqlState
            unknown.serverMessage = error.serverMessage
            unknown.underlyingError = error
            throw unknown
        }
    }

    /// Rolls back the transaction and returns the connection to the pool.
    ///
    /// It completes even if the task is cancelled.
    ///
    /// - Throws: ``SQLError`` with the code `transactionClosed`; `timeout` when a concurrent statement did not end in time,
    ///   in which case the rollback follows that statement; or `invalidStatement` while a COPY is in progress, which leaves
    ///   the transaction open. A broken connection is not an error: the database then rolls back by itself.
    public func rollback() async throws {
        try checkNotCopying()
        try await finish { [self] in
            // A statement, such as COMMIT, has already ended the transaction.
            guard await connection.transactionState() != .none else { return .unknown }
            // On failure the connection is cleaned up when it is released.
            for statement in statements.rollback {
                _ = try? await runner.query(statement, on: connection, isCacheable: statements.areCacheable)
            }
            return statusAfterRollback
        }
    }

    /// The status after a rollback: `unknown` if a statement of the body has committed part of the transaction, as
    /// `COMMIT AND CHAIN` does.
    private var statusAfterRollback: TransactionProgress.Status {
        connection.commitCount == commitCountAtBegin ? .rolledBack : .unknown
    }

    /// Rolls back the transaction after its body has failed.
    ///
    /// A COPY that still has a reader, such as a retained iterator, is not awaited: the transaction ends immediately, and
    /// the connection is rolled back when the reader has gone.
    func abandon() async {
        guard state.withLock({ $0.isCopying }) else {
            try? await rollback()
            return
        }
        do {
            try beginEnding()
        } catch {
            return
        }
        state.withLock { $0.status = statusAfterRollback }
        endAfterRunningStatement()
    }

    // Waits for the running statement, even if the task is cancelled. The body returns the final status of the
    // transaction.
    private func finish(_ body: @escaping @Sendable () async throws -> TransactionProgress.Status) async throws {
        try await shielded { [self] in
            do {
                try await lock.acquire(until: runner.deadline)
            } catch {
                try beginEnding()
                state.withLock { $0.status = statusAfterRollback }
                endAfterRunningStatement()
                throw error
            }
            defer { lock.release() }
            try beginEnding()
            let end: TransactionProgress.Status
            do {
                end = try await body()
                state.withLock { $0.status = end }
            } catch {
                let isUnknown = (error as? SQLError)?.code == .commitOutcomeUnknown
                state.withLock { $0.status = isUnknown ? .unknown : statusAfterRollback }
                lease.endInBackground()
                throw error
            }
            guard end == .committed || connection.isOutsideTransaction else {
                // The rollback has failed, perhaps because of the deadline: the pool repeats it, which may take a while.
                lease.endInBackground()
                return
            }
            await lease.end()
        }
    }

    private func beginEnding() throws(SQLError) {
        try state.withLock { state throws(SQLError) in try state.beginEnding() }
    }

    /// Releases the connection, which rolls back, when a concurrent statement has ended.
    private func endAfterRunningStatement() {
        Task { [self] in
            // Without a deadline or cancellation, this cannot fail.
            try? await lock.acquire(until: nil)
            lease.endInBackground()
            lock.release()
        }
    }
}
