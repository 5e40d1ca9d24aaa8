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
/// fails with the code `timeout` at its deadline, and with `CancellationError` when its task is canceled.
public final class Transaction: SQLExecutor {
    private enum Status {
        case open
        case ending
        case committed
        case rolledBack
        /// It is unknown whether the transaction was committed, or only part of it was.
        case unknown
    }

    private struct State {
        var status = Status.open
        /// Cursors whose readers have gone, to close before the next statement.
        var abandonedCursors: [TransactionCursor.Handle] = []
        var lastCursor = 0
        var lastSavepoint = 0
        /// Whether a COPY is in progress.
        var isCopying = false
    }

    private let lease: Lease
    let runner: StatementRunner
    private let statements: TransactionStatements
    private let commitCountAtBegin: Int
    private let lock = AsyncLock()
    private let state = Mutex(State())

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
            try await closeAbandonedCursors(try checkOpen())
            return try await body(connection, runner)
        }
    }

    /// - Returns: The cursors to close first.
    private func checkOpen() throws(SQLError) -> [TransactionCursor.Handle] {
        let abandoned = try state.withLock { state throws(SQLError) -> [TransactionCursor.Handle] in
            guard state.status == .open else {
                throw SQLError(.transactionClosed, "The transaction has already been committed or rolled back.")
            }
            guard !state.abandonedCursors.isEmpty else { return [] }
            defer { state.abandonedCursors = [] }
            return state.abandonedCursors
        }
        // After some failures SQLite rolls back the whole transaction: later statements would run in autocommit mode.
        guard !isDoomed.load(ordering: .relaxed), !connection.isOutsideTransaction else {
            throw Self.abortedError
        }
        return abandoned
    }

    private static let abortedError = SQLError(
        .transactionAborted,
        "The transaction is aborted: a statement in it failed. Roll back and start again."
    )

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

    // MARK: - Streams

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
            try await closeAbandonedCursors(try checkOpen())
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
        guard state.withLock({ $0.isCopying }) else { return }
        throw SQLError(
            .invalidStatement,
            """
            A COPY is in progress in this transaction. Let it finish, or leave its loop, before the next statement, a \
            commit or a rollback.
            """
        )
    }

    /// Returns a cursor name that is unique in the transaction.
    func makeCursorName() -> String {
        state.withLock { state in
            state.lastCursor += 1
            return "swiftlet_cursor_\(state.lastCursor)"
        }
    }

    /// Closes a cursor before the next statement, unless the transaction has ended by then.
    func closeBeforeNextStatement(_ cursor: TransactionCursor.Handle) {
        state.withLock { state in
            guard state.status == .open else { return }
            state.abandonedCursors.append(cursor)
        }
    }

    private func closeAbandonedCursors(_ cursors: [TransactionCursor.Handle]) async throws {
        guard !cursors.isEmpty else { return }
        var names: [String] = []
        for cursor in cursors {
            switch cursor {
            case .server(let name): names.append(name)
            case .driver(let number): await connection.closeCursor(number)
            }
        }
        guard !names.isEmpty else { return }
        guard await connection.transactionState() == .open else {
            // Cursors that outlive a rollback to a savepoint are closed after it.
            let handles = names.map { TransactionCursor.Handle.server($0) }
            state.withLock { $0.abandonedCursors += handles }
            return
        }
        // A rollback to a savepoint closes the cursors declared in it, and closing one again would abort the transaction.
        let query: SQL = "SELECT name FROM pg_catalog.pg_cursors WHERE name IN \(list: names)"
        let open = try await runner.query(query, on: connection, isCacheable: false).decode(String.self)
        let closing = open.map { SQL(unescaped: "CLOSE \($0)") }
        _ = try await runner.pipeline(closing, on: connection, isCacheable: false)
    }

    // MARK: - Commit and rollback

    /// The minimum time before the deadline of the invocation at which a commit may begin.
    private static let commitReserve = Duration.milliseconds(50)

    /// Commits the transaction and returns the connection to the pool.
    ///
    /// It completes even if the task is canceled. With less than 50 ms until the deadline of the invocation, the
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
    /// It completes even if the task is canceled.
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
    private var statusAfterRollback: Status {
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
            try close()
        } catch {
            return
        }
        state.withLock { $0.status = statusAfterRollback }
        endAfterRunningStatement()
    }

    // Waits for the running statement, even if the task is canceled. The body returns the final status of the
    // transaction.
    private func finish(_ body: @escaping @Sendable () async throws -> Status) async throws {
        try await shielded { [self] in
            do {
                try await lock.acquire(until: runner.deadline)
            } catch {
                try close()
                state.withLock { $0.status = statusAfterRollback }
                endAfterRunningStatement()
                throw error
            }
            defer { lock.release() }
            try close()
            let end: Status
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

    private func close() throws(SQLError) {
        try state.withLock { state throws(SQLError) in
            guard state.status == .open else {
                throw SQLError(.transactionClosed, "The transaction has already ended.")
            }
            state.status = .ending
        }
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

    // MARK: - Savepoints

    /// Runs the body in a savepoint: if it throws, its changes are rolled back and the transaction continues.
    ///
    /// Savepoints nest. Concurrent statements on this transaction run in the current savepoint.
    ///
    /// - Throws: What the body throws, and ``SQLError`` from the savepoint itself. If rolling back the savepoint fails,
    ///   the transaction rejects everything except a rollback with `transactionAborted`.
    @discardableResult
    public func savepoint<Result>(_ body: () async throws -> Result) async throws -> Result {
        let number = state.withLock { state in
            state.lastSavepoint += 1
            return state.lastSavepoint
        }
        let name = SQL(unescaped: "swiftlet_\(number)")
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
                isDoomed.store(true, ordering: .relaxed)
            }
            throw error
        }
    }
}
