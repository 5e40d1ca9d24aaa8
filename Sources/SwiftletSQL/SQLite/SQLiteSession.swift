import CSQLite

/// What one SQLite connection can do, call by call.
///
/// It blocks, so it lives on the database's own thread.
final class SQLiteSession {
    private let handle: SQLiteHandle
    private var cache: StatementCache<SQLiteStatement>
    private var cursor: SQLiteStatement?

    /// The pragmas that are to be restored before anyone else uses the connection.
    private(set) var scopedPragmas: Set<ScopedPragma> = []

    /// Opens the database and sets it up.
    ///
    /// - Throws: ``SQLError`` with the code `connectionFailed`, `busy` when another process keeps the file locked for
    ///   longer than the busy time-out, or what SQLite answered.
    init(path: String, settings: SQLiteSettings, monitor: SQLiteMonitor) throws(SQLError) {
        handle = try SQLiteHandle(path: path, monitor: monitor)
        cache = StatementCache(capacity: settings.statementCacheSize)
        try run("PRAGMA foreign_keys = ON")
        if !settings.isInMemory {
            try enterWriteAheadMode(settings.busyTimeout)
        }
    }

    /// Several processes that open a new file at once get in each other's way here, and SQLite answers "busy" without
    /// asking the busy handler, so the time-out is kept here.
    private func enterWriteAheadMode(_ timeout: Duration) throws(SQLError) {
        let giveUp = ContinuousClock.now + timeout
        while true {
            do {
                return try run("PRAGMA journal_mode = WAL")
            } catch {
                guard error.code == .busy, ContinuousClock.now < giveUp else { throw error }
                BlockingSleep.pause(.milliseconds(5))
            }
        }
    }

    var isInTransaction: Bool { !handle.isInAutocommit }
    var hasCursor: Bool { cursor != nil }

    /// Runs a statement of this library's own.
    func run(_ text: StaticString) throws(SQLError) {
        _ = try run(SQLStatement(SQL(unescaped: text.description), for: .sqlite))
    }

    /// Runs a statement to its end.
    func run(_ statement: SQLStatement) throws(SQLError) -> SQLRows {
        guard let prepared = try prepare(statement) else {
            return SQLRows(columns: .none, buffer: RowBuffer(), affectedCount: 0)
        }
        defer { prepared.reset() }
        try prepared.bind(statement.values)
        let changesBefore = handle.totalChanges
        var buffer = RowBuffer()
        while try step(prepared) {
            try prepared.appendRow(to: &buffer)
        }
        ScopedPragma.update(&scopedPragmas, after: statement.text)
        let hasChanged = !prepared.isReadOnly && handle.totalChanges != changesBefore
        return SQLRows(
            columns: prepared.currentColumns(),
            buffer: buffer,
            affectedCount: hasChanged ? Int(handle.lastChanges) : 0
        )
    }

    /// Runs statements of which all count or none.
    func run(pipeline statements: [SQLStatement]) throws(SQLError) -> [SQLRows] {
        let isInside = isInTransaction
        if isInside {
            try run("SAVEPOINT swiftlet_pipeline")
        } else {
            // As for transactions: a write that asks for the lock behind a read fails if another has written in between.
            try run(areReadOnly(statements) ? "BEGIN" : "BEGIN IMMEDIATE")
        }
        do throws(SQLError) {
            var results: [SQLRows] = []
            for statement in statements {
                // A statement may have ended the transaction; the next one must not run outside of it.
                guard isInTransaction else {
                    throw SQLError(.transactionAborted, "A statement of the pipeline ended its transaction.")
                }
                results.append(try run(statement))
            }
            try run(isInside ? "RELEASE swiftlet_pipeline" : "COMMIT")
            return results
        } catch {
            // Some failures, a full disk among them, have rolled back everything already.
            if isInTransaction, isInside {
                try run("ROLLBACK TO swiftlet_pipeline")
                try run("RELEASE swiftlet_pipeline")
            } else if isInTransaction {
                try run("ROLLBACK")
            }
            throw error
        }
    }

    /// Whether none of them writes.
    ///
    /// One that cannot be prepared yet may need what another one makes.
    private func areReadOnly(_ statements: [SQLStatement]) -> Bool {
        statements.allSatisfy { statement in
            guard let prepared = try? prepare(statement) else { return false }
            return prepared.isReadOnly
        }
    }

    /// Starts a statement whose rows are fetched in batches.
    func open(_ statement: SQLStatement) throws(SQLError) {
        cursor = nil
        let prepared = try handle.prepare(statement.text, isLasting: false)
        try prepared?.bind(statement.values)
        cursor = prepared
    }

    /// The next rows, at most so many, nil after the last.
    func fetch(limit: Int) throws(SQLError) -> SQLRows? {
        guard let cursor else { return nil }
        var buffer = RowBuffer()
        do {
            while buffer.rowCount < limit, try step(cursor) {
                try cursor.appendRow(to: &buffer)
            }
        } catch {
            self.cursor = nil
            throw error
        }
        let columns = cursor.currentColumns()
        if buffer.rowCount < limit {
            self.cursor = nil
        }
        return buffer.rowCount == 0 ? nil : SQLRows(columns: columns, buffer: buffer, affectedCount: 0)
    }

    func closeCursor() {
        cursor = nil
    }

    private func prepare(_ statement: SQLStatement) throws(SQLError) -> SQLiteStatement? {
        let key = StatementCache<SQLiteStatement>.Key(text: statement.text, types: [])
        if let cached = cache.value(for: key) {
            return cached
        }
        let isLasting = statement.isCacheable && cache.isEnabled
        guard let prepared = try handle.prepare(statement.text, isLasting: isLasting) else { return nil }
        if isLasting {
            _ = cache.insert(prepared, for: key)
        }
        return prepared
    }

    private func step(_ statement: SQLiteStatement) throws(SQLError) -> Bool {
        let result = statement.step()
        switch result {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default:
            var error = handle.lastError(result)
            if error.code == .uniqueViolation, error.constraint == nil {
                statement.reset()
                error.constraint = uniqueConstraint(for: error)
            }
            throw error
        }
    }

    /// The name of the violated key.
    ///
    /// SQLite tells only its columns, so the index over just these is looked up; a key declared in the table without a
    /// name gets the one that PostgreSQL gives.
    private func uniqueConstraint(for error: SQLError) -> String? {
        let subject = SQLiteConstraintMessage(error.serverMessage ?? "")
        guard let table = subject.table else { return nil }
        let columns = subject.columns
        let query: SQL = """
            SELECT list.name, list.origin FROM pragma_index_list(\(table)) AS list
            WHERE list."unique" AND \(columns.joined(separator: ",")) =
            (SELECT group_concat(name, ',') FROM (SELECT name FROM pragma_index_info(list.name) ORDER BY seqno))
            ORDER BY list.origin
            """
        let found = try? run(SQLStatement(query, for: .sqlite)).first?.decode(String.self, String.self)
        switch found?.1 {
        case "c": return found?.0
        case "u": return ([table] + columns + ["key"]).joined(separator: "_")
        default: return table + "_pkey"
        }
    }
}
