import Synchronization

/// A transaction on a connection of its own.
///
/// Get one from ``Database/transaction(isolation:isReadOnly:retrying:_:)``, which ends it too, or from
/// ``Database/begin(isolation:isReadOnly:)`` and end it with ``commit()`` or ``rollback()``. One that is released without
/// either is rolled back. Statements of several tasks run one after the other; a statement that waits for another one ends
/// with the code `timeout` at its deadline, and with `CancellationError` when its task is cancelled.
public final class Transaction: SQLExecutor {
    private enum Status {
        case open
        case ending
        case committed
        case rolledBack
        /// Whether it was committed is not known, or a part of it was.
        case unknown
    }

    private struct State {
        var status = Status.open
        /// Cursors whose readers have gone, to be closed before the next statement.
        var abandonedCursors: [TransactionCursor.Handle] = []
        var lastCursor = 0
        var lastSavepoint = 0
        /// Whether the rows of a COPY are being read or written.
        var isCopying = false
    }

    private let lease: Lease
    let runner: StatementRunner
    private let statements: TransactionStatements
    private let commitCountAtBegin: Int
    private let lock = AsyncLock()
    private let state = Mutex(State())

    /// Whether a savepoint could not be undone, so that the transaction as a whole must not be committed.
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

    /// The language of the database.
    public var dialect: SQLDialect { runner.dialect }

    /// Whether neither ``commit()`` nor ``rollback()`` was called.
    public var isOpen: Bool { state.withLock { $0.status == .open } }

    /// Whether it is over and none of its changes are left, so that it may run again.
    var isUndone: Bool { state.withLock { $0.status == .rolledBack } }

    private var connection: any DriverConnection { lease.connection }

    // MARK: Statements

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

    /// - Returns: The cursors that are to be closed first.
    private func checkOpen() throws(SQLError) -> [TransactionCursor.Handle] {
        let abandoned = try state.withLock { state throws(SQLError) -> [TransactionCursor.Handle] in
            guard state.status == .open else {
                throw SQLError(.transactionClosed, "The transaction is over: it was committed or rolled back.")
            }
            guard !state.abandonedCursors.isEmpty else { return [] }
            defer { state.abandonedCursors = [] }
            return state.abandonedCursors
        }
        // SQLite rolls the whole transaction back by itself after some failures: what follows would be committed
        // statement by statement.
        guard !isDoomed.load(ordering: .relaxed), !connection.isOutsideTransaction else {
            throw Self.abortedError
        }
        return abandoned
    }

    private static let abortedError = SQLError(
        .transactionAborted,
        "The transaction is aborted: a statement in it failed and rolled it back. Roll back and start again."
    )

    /// Runs a statement inside the transaction.
    ///
    /// - Throws: As ``SQLExecutor/query(_:)``, and ``SQLError`` with the code `transactionClosed`. After a failed
    ///   statement PostgreSQL rejects all others with `transactionAborted` until a rollback, also to a
    ///   ``savepoint(_:)``. SQLite does so only after a failure that rolls the whole transaction back: a write that was
    ///   interrupted by its deadline or by cancellation, a full disk, an I/O error, lack of memory.
    public func query(_ sql: SQL) async throws -> SQLRows {
        try await exclusively { connection, runner in
            try await runner.query(sql, on: connection)
        }
    }

    /// Runs a statement that will not come again, so that it is not kept prepared.
    func runOnce(_ sql: SQL) async throws {
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

    // MARK: Streams

    /// The rows of a statement inside the transaction.
    ///
    /// Other statements of the transaction can run between two batches, also inside the loop that reads:
    /// ```swift
    /// for try await row in tx.stream("SELECT id FROM users") {
    ///     try await tx.execute("UPDATE users SET checked_at = now() WHERE id = \(try row.decode(Int.self))")
    /// }
    /// ```
    /// Leaving the loop early leaves the transaction usable.
    ///
    /// On PostgreSQL this is a [cursor](https://www.postgresql.org/docs/current/sql-declare.html), which costs a round
    /// trip for each batch and one to close it, and shows the rows as they were when the first was read. A statement that
    /// changes data, such as `INSERT … RETURNING`, cannot be a cursor, so its rows are read into memory all at once. On
    /// SQLite the loop may see rows that it changes or inserts itself: do not insert into the table that is read.
    ///
    /// - Parameters:
    ///   - sql: The statement.
    ///   - fetchSize: How many rows are kept in memory, at most; at least 1.
    /// - Returns: The rows, which are read by `for try await`.
    public func stream(_ sql: SQL, fetchSize: Int) -> SQLRowStream {
        SQLRowStream { [self] in
            let cursor = TransactionCursor(sql, fetchSize: fetchSize, in: self)
            return SQLRowCursor {
                try await cursor.fetch()
            } onEnd: {
                cursor.leave()
            } onLeave: {
                cursor.leave()
            }
        }
    }

    /// As ``exclusively(_:)``, but the transaction stays busy until ``endCopy()`` is called, or until the body throws.
    ///
    /// A statement inside the loop that reads a COPY would wait for itself, so it is rejected.
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

    /// Rejects the other statements, which may come from the reader of a COPY, or from the sequence of its rows.
    func enterCopy() {
        state.withLock { $0.isCopying = true }
    }

    /// Lets the other statements wait for the end of a COPY whose reader has gone.
    func leaveCopy() {
        state.withLock { $0.isCopying = false }
    }

    /// Lets the other statements run again after ``beginCopy(_:)``.
    func endCopy() {
        leaveCopy()
        lock.release()
    }

    private func checkNotCopying() throws(SQLError) {
        guard state.withLock({ $0.isCopying }) else { return }
        throw SQLError(
            .invalidStatement,
            """
            The rows of a COPY in this transaction are being read or written. Let it end, or leave its loop, before the \
            next statement, a commit or a rollback.
            """
        )
    }

    /// A name that no other cursor of the transaction has.
    func makeCursorName() -> String {
        state.withLock { state in
            state.lastCursor += 1
            return "swiftlet_cursor_\(state.lastCursor)"
        }
    }

    /// Closes a cursor before the next statement, unless the transaction ends before.
    func closeLater(_ cursor: TransactionCursor.Handle) {
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
            // Those that outlive a rollback to a savepoint are closed after it.
            let handles = names.map { TransactionCursor.Handle.server($0) }
            state.withLock { $0.abandonedCursors += handles }
            return
        }
        // A rollback to a savepoint has closed those that were declared in it, and to close one again would abort the
        // transaction.
        let query: SQL = "SELECT name FROM pg_catalog.pg_cursors WHERE name IN \(list: names)"
        let open = try await runner.query(query, on: connection, isCacheable: false).decode(String.self)
        let closing = open.map { SQL(unescaped: "CLOSE \($0)") }
        _ = try await runner.pipeline(closing, on: connection, isCacheable: false)
    }

    // MARK: The end

    /// How much time there has to be before the end of the invocation for a commit to begin.
    private static let commitReserve = Duration.milliseconds(50)

    /// Makes the changes last, and gives the connection back.
    ///
    /// It runs to its end even when the task is cancelled. With less than 50 ms until the deadline of the invocation it
    /// does not begin: the transaction is rolled back with the code `timeout`.
    ///
    /// - Throws: ``SQLError``: `transactionClosed`; `transactionAborted` when a failed statement had doomed the
    ///   transaction, which then is rolled back; `commitOutcomeUnknown` when it cannot be known whether the commit
    ///   happened; or what the database reported, such as `serializationFailure`. In every case the transaction is over,
    ///   but for `invalidStatement`: while the rows of a COPY are read or written, it does not begin.
    public func commit() async throws {
        try checkNotCopying()
        try await finish { [self] in
            let state = await connection.transactionState()
            guard state == .open, !isDoomed.load(ordering: .relaxed) else {
                throw SQLError(
                    state == .broken ? .connectionLost : .transactionAborted,
                    "The transaction was not committed: a failed statement in it had rolled it back."
                )
            }
            if let deadline = runner.invocationDeadline, deadline - .now < Self.commitReserve {
                throw SQLError(
                    .timeout,
                    "There was too little time left to commit the transaction, so it was rolled back."
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
                It is not known whether the transaction was committed: the deadline passed, or the connection broke, before \
                the database confirmed it. Look at the data before you repeat it.
                """
            )
            unknown.sqlState = error.sqlState
            unknown.serverMessage = error.serverMessage
            unknown.underlyingError = error
            throw unknown
        }
    }

    /// Undoes the changes, and gives the connection back.
    ///
    /// It runs to its end even when the task is cancelled.
    ///
    /// - Throws: ``SQLError`` with the code `transactionClosed`; `timeout` when a statement of another task did not end
    ///   in time: it is rolled back behind that; or `invalidStatement` while the rows of a COPY are read or written, which
    ///   leaves the transaction open. A connection that breaks is not an error: the database then rolls back by itself.
    public func rollback() async throws {
        try checkNotCopying()
        try await finish { [self] in
            // A statement has ended the transaction itself, perhaps with COMMIT.
            guard await connection.transactionState() != .none else { return .unknown }
            // Whatever goes wrong here, the connection is cleaned up when it is given back.
            for statement in statements.rollback {
                _ = try? await runner.query(statement, on: connection, isCacheable: statements.areCacheable)
            }
            return undoneStatus
        }
    }

    /// How the transaction ends when it is rolled back: a statement of the body may have committed a part of it, as
    /// `COMMIT AND CHAIN` does.
    private var undoneStatus: Status {
        connection.commitCount == commitCountAtBegin ? .rolledBack : .unknown
    }

    /// Undoes the changes of a transaction whose body has failed.
    ///
    /// A COPY that still has a reader, such as an iterator that was kept, is not waited for: the transaction is over at
    /// once, and the connection is rolled back when the reader has gone.
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
        state.withLock { $0.status = undoneStatus }
        endBehindStatement()
    }

    // Waits for the statement that is running, and is not cut short by a cancelled task. The body returns how the
    // transaction has ended.
    private func finish(_ body: @escaping @Sendable () async throws -> Status) async throws {
        try await shielded { [self] in
            do {
                try await lock.acquire(until: runner.deadline)
            } catch {
                try close()
                state.withLock { $0.status = undoneStatus }
                endBehindStatement()
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
                state.withLock { $0.status = isUnknown ? .unknown : undoneStatus }
                lease.endInBackground()
                throw error
            }
            guard end == .committed || connection.isOutsideTransaction else {
                // The rollback has failed, perhaps as there was no time left: the pool does it, and may take a while.
                lease.endInBackground()
                return
            }
            await lease.end()
        }
    }

    private func close() throws(SQLError) {
        try state.withLock { state throws(SQLError) in
            guard state.status == .open else {
                throw SQLError(.transactionClosed, "The transaction is over already.")
            }
            state.status = .ending
        }
    }

    /// Gives the connection back, which rolls back, when the statement of another task has ended.
    private func endBehindStatement() {
        Task { [self] in
            // Without a deadline and with no one to cancel it, this cannot fail.
            try? await lock.acquire(until: nil)
            lease.endInBackground()
            lock.release()
        }
    }

    // MARK: Savepoints

    /// Runs the body in a savepoint: when it throws, what it changed is undone and the transaction goes on.
    ///
    /// Savepoints nest. Statements of other tasks on this transaction fall into the savepoint that is open.
    ///
    /// - Throws: What the body throws, and ``SQLError`` from the savepoint itself. When the savepoint cannot be undone,
    ///   the transaction rejects everything but a rollback with `transactionAborted`.
    @discardableResult
    public func savepoint<Result>(_ body: () async throws -> Result) async throws -> Result {
        let number = state.withLock { state in
            state.lastSavepoint += 1
            return state.lastSavepoint
        }
        let name = SQL(unescaped: "swiftlet_\(number)")
        try await runOnce("SAVEPOINT \(name)")
        do {
            let result = try await body()
            try await runOnce("RELEASE SAVEPOINT \(name)")
            return result
        } catch {
            do {
                try await shielded { [self] in
                    try await runOnce("ROLLBACK TO SAVEPOINT \(name)")
                    try await runOnce("RELEASE SAVEPOINT \(name)")
                }
            } catch {
                // What the body changed is still there, or the transaction is gone.
                isDoomed.store(true, ordering: .relaxed)
            }
            throw error
        }
    }
}
