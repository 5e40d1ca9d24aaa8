import Synchronization

/// A cursor in a transaction: fetches rows in batches, between which other statements can run.
///
/// On PostgreSQL it is a server-side cursor, so leaving it early does not cancel a statement, which would abort the
/// transaction. A statement that cannot be a cursor, such as `INSERT … RETURNING`, is read as a whole. On SQLite it is a
/// prepared statement.
final class TransactionCursor: Sendable {
    /// A cursor to close.
    enum Handle: Sendable {
        /// A server-side cursor of PostgreSQL, by name.
        case server(String)
        /// A cursor of the driver, by number.
        case driver(Int)
    }

    private enum State {
        case unopened
        case open(Handle)
        case closed
    }

    private let sql: SQL
    private let fetchSize: Int
    private let transaction: Transaction
    private let state = Mutex(State.unopened)

    init(_ sql: SQL, fetchSize: Int, in transaction: Transaction) {
        self.sql = sql
        self.fetchSize = min(max(1, fetchSize), Int(Int32.max))
        self.transaction = transaction
    }

    /// Returns the next rows, at least one, or `nil` after the last.
    func fetch() async throws -> SQLRows? {
        let rows: SQLRows?
        switch state.withLock({ $0 }) {
        case .unopened:
            rows = try await open()
        case .open(let handle):
            rows = try await transaction.exclusively { connection, runner in
                let rows = try await fetch(handle, on: connection, runner)
                try await close(handle, after: rows, on: connection, runner)
                return rows
            }
        case .closed:
            rows = nil
        }
        guard let rows, !rows.isEmpty else { return nil }
        return rows
    }

    private func open() async throws -> SQLRows? {
        try await transaction.exclusively { connection, runner in
            guard transaction.dialect == .postgres else {
                let handle = Handle.driver(try await runner.open(sql, on: connection))
                state.withLock { $0 = .open(handle) }
                let rows = try await fetch(handle, on: connection, runner)
                try await close(handle, after: rows, on: connection, runner)
                return rows
            }
            let statement = try runner.render(sql)
            guard StatementText.canBeCursor(statement.text) else {
                state.withLock { $0 = .closed }
                return try await runner.query(sql, on: connection, isCacheable: false)
            }
            let name = transaction.makeCursorName()
            let declaration: SQL = "DECLARE \(SQL(unescaped: name)) NO SCROLL CURSOR FOR \(sql)"
            let results = try await runner.pipeline(
                [declaration, fetchStatement(name)],
                on: connection,
                isCacheable: false
            )
            state.withLock { $0 = .open(.server(name)) }
            try await close(.server(name), after: results[1], on: connection, runner)
            return results[1]
        }
    }

    private func fetchStatement(_ name: String) -> SQL {
        SQL(unescaped: "FETCH FORWARD \(fetchSize) FROM \(name)")
    }

    private func fetch(
        _ handle: Handle,
        on connection: any DriverConnection,
        _ runner: StatementRunner
    ) async throws -> SQLRows? {
        switch handle {
        case .server(let name):
            try await runner.query(fetchStatement(name), on: connection, isCacheable: false)
        case .driver(let number):
            try await connection.fetch(number, limit: fetchSize, until: runner.deadline)
        }
    }

    /// Closes the cursor if the last rows have been fetched.
    private func close(
        _ handle: Handle,
        after rows: SQLRows?,
        on connection: any DriverConnection,
        _ runner: StatementRunner
    ) async throws {
        guard (rows?.count ?? 0) < fetchSize else { return }
        if case .server(let name) = handle {
            _ = try await runner.query(SQL(unescaped: "CLOSE \(name)"), on: connection, isCacheable: false)
        }
        // The driver closes its own cursor after the last row.
        state.withLock { $0 = .closed }
    }

    /// Closes the cursor, which may have rows left, before the next statement.
    func abandon() {
        let handle = state.withLock { state -> Handle? in
            defer { state = .closed }
            guard case .open(let handle) = state else { return nil }
            return handle
        }
        if let handle {
            transaction.closeBeforeNextStatement(handle)
        }
    }

    /// Closes cursors whose readers have gone.
    ///
    /// - Returns: The cursors that cannot be closed yet: those that outlive a rollback to a savepoint are closed after it.
    static func close(
        _ cursors: [Handle],
        on connection: any DriverConnection,
        _ runner: StatementRunner
    ) async throws -> [Handle] {
        var names: [String] = []
        for cursor in cursors {
            switch cursor {
            case .server(let name): names.append(name)
            case .driver(let number): await connection.closeCursor(number)
            }
        }
        guard !names.isEmpty else { return [] }
        guard await connection.transactionState() == .open else { return names.map { .server($0) } }
        // A rollback to a savepoint closes the cursors declared in it, and closing one again would abort the transaction.
        let query: SQL = "SELECT name FROM pg_catalog.pg_cursors WHERE name IN \(list: names)"
        let open = try await runner.query(query, on: connection, isCacheable: false).decode(String.self)
        let closing = open.map { SQL(unescaped: "CLOSE \($0)") }
        _ = try await runner.pipeline(closing, on: connection, isCacheable: false)
        return []
    }
}
