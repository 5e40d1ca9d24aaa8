import Synchronization

/// A transaction under way on a connection of its own.
///
/// Get one from ``Database/transaction(isolation:isReadOnly:retrying:_:)``, which ends it too, or from
/// ``Database/begin(isolation:isReadOnly:)`` and end it with ``commit()`` or ``rollback()``. One that nobody holds any
/// more is rolled back. Statements from several tasks take turns.
public final class Transaction: SQLExecutor {
    private enum Status {
        case open
        case committed
        case rolledBack
    }

    private let lease: Lease
    private let runner: StatementRunner
    private let statements: TransactionStatements
    private let turn = Turn()
    private let status = Mutex(Status.open)
    private let savepoints = Atomic<Int>(0)

    /// Whether a savepoint could not be undone, so that the transaction as a whole must not be committed.
    private let isDoomed = Atomic(false)

    private init(lease: Lease, runner: StatementRunner, statements: TransactionStatements) {
        self.lease = lease
        self.runner = runner
        self.statements = statements
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
    public var isOpen: Bool { status.withLock { $0 == .open } }

    private var connection: any DriverConnection { lease.connection }

    private func checkOpen() throws(SQLError) {
        guard isOpen else {
            throw SQLError(.transactionClosed, "The transaction is over: it was committed or rolled back.")
        }
        // SQLite rolls the whole transaction back by itself after some failures: what follows would be committed
        // statement by statement.
        guard !isDoomed.load(ordering: .relaxed), !connection.isOutsideTransaction else {
            throw Self.abortedError
        }
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
        try await turn.hold {
            try checkOpen()
            return try await runner.query(sql, on: connection)
        }
    }

    /// Runs a statement that will not come again, so that it is not kept prepared.
    func runOnce(_ sql: SQL) async throws {
        _ = try await turn.hold {
            try checkOpen()
            return try await runner.query(sql, on: connection, isCacheable: false)
        }
    }

    /// Runs statements inside the transaction in one round trip.
    ///
    /// - Throws: As ``query(_:)``.
    public func pipeline(_ statements: [SQL]) async throws -> [SQLRows] {
        try await turn.hold {
            try checkOpen()
            return try await runner.pipeline(statements, on: connection)
        }
    }

    /// The rows of a statement inside the transaction.
    ///
    /// Other statements wait until the stream has ended.
    public func stream(_ sql: SQL) -> SQLRowStream {
        SQLRowStream { [self] in
            await turn.begin()
            do {
                try checkOpen()
                try await runner.open(sql, on: connection)
            } catch {
                turn.end()
                throw error
            }
            return SQLRowCursor(on: connection, runner: runner) { [self] in turn.end() }
        }
    }

    /// Runs the body while no other statement of the transaction runs.
    func exclusively<Result>(
        _ body: (any DriverConnection, StatementRunner) async throws -> Result
    ) async throws -> Result {
        try await turn.hold {
            try checkOpen()
            return try await body(connection, runner)
        }
    }

    /// As ``exclusively(_:)``, until ``end()`` is called, or until the body throws.
    func begin<Result>(
        _ body: (any DriverConnection, StatementRunner) async throws -> Result
    ) async throws -> Result {
        await turn.begin()
        do {
            try checkOpen()
            return try await body(connection, runner)
        } catch {
            turn.end()
            throw error
        }
    }

    /// Lets the other statements go on after ``begin(_:)``.
    func end() {
        turn.end()
    }

    /// Makes the changes last, and gives the connection back.
    ///
    /// It runs to its end even when the task is cancelled.
    ///
    /// - Throws: ``SQLError``: `transactionClosed`; `transactionAborted` when a failed statement had doomed the
    ///   transaction, which then is rolled back; `connectionLost` when it cannot be known whether the commit happened;
    ///   or what the database answered, such as `serializationFailure`. In every case the transaction is over.
    public func commit() async throws {
        try await finish(as: .committed) { [self] in
            let state = await connection.transactionState()
            guard state == .open, !isDoomed.load(ordering: .relaxed) else {
                throw SQLError(
                    state == .broken ? .connectionLost : .transactionAborted,
                    "The transaction was not committed: a failed statement in it had rolled it back."
                )
            }
            for statement in statements.commit {
                _ = try await runner.query(statement, on: connection, isCacheable: statements.areCacheable)
            }
        }
    }

    /// Undoes the changes, and gives the connection back.
    ///
    /// It runs to its end even when the task is cancelled.
    ///
    /// - Throws: ``SQLError`` with the code `transactionClosed`. A connection that breaks is not an error: the database
    ///   then rolls back by itself.
    public func rollback() async throws {
        try await finish(as: .rolledBack) { [self] in
            // Whatever stands in the way, the connection is brought to rest when it is given back.
            guard await connection.transactionState() != .none else { return }
            for statement in statements.rollback {
                _ = try? await runner.query(statement, on: connection, isCacheable: statements.areCacheable)
            }
        }
    }

    private func finish(as end: Status, _ body: @escaping @Sendable () async throws -> Void) async throws {
        try await turn.hold {
            try status.withLock { status throws(SQLError) in
                guard status == .open else {
                    throw SQLError(.transactionClosed, "The transaction is over already.")
                }
                status = end
            }
            do {
                try await shielded(body)
            } catch {
                lease.endInBackground()
                throw error
            }
            await lease.end()
        }
    }

    /// Runs the body in a savepoint: when it throws, what it changed is undone and the transaction goes on.
    ///
    /// Savepoints nest. Statements of other tasks on this transaction fall into the savepoint that is open.
    ///
    /// - Throws: What the body throws, and ``SQLError`` from the savepoint itself. When the savepoint cannot be undone,
    ///   the transaction rejects everything but a rollback with `transactionAborted`.
    @discardableResult
    public func savepoint<Result>(_ body: () async throws -> Result) async throws -> Result {
        let name = SQL(unescaped: "swiftlet_\(savepoints.add(1, ordering: .relaxed).newValue)")
        _ = try await query("SAVEPOINT \(name)")
        do {
            let result = try await body()
            _ = try await query("RELEASE SAVEPOINT \(name)")
            return result
        } catch {
            do {
                try await shielded { [self] in
                    _ = try await query("ROLLBACK TO SAVEPOINT \(name)")
                    _ = try await query("RELEASE SAVEPOINT \(name)")
                }
            } catch {
                // What the body changed is still there, or the transaction is gone.
                isDoomed.store(true, ordering: .relaxed)
            }
            throw error
        }
    }
}
