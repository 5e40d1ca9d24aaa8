import CSQLite

/// The operations of a SQLite connection, which block.
///
/// It is used only on the connection's own thread.
final class SQLiteSession {
    private let handle: SQLiteHandle
    private var cache: StatementCache<SQLiteStatement>
    private var cursors: [Int: SQLiteStatement] = [:]
    private var lastCursor = 0

    /// The pragmas to restore before the connection is reused.
    private(set) var scopedPragmas: Set<ScopedPragma> = []

    /// Opens the database and configures it.
    ///
    /// - Throws: ``SQLError`` with the code `connectionFailed`, `busy` when another process keeps the file locked for
    ///   longer than the busy timeout or until the deadline, `unsupported` when the journal mode does not work there, or
    ///   the error that SQLite returned.
    init(settings: SQLiteSettings, monitor: SQLiteMonitor) throws(SQLError) {
        var location = settings.location
        let fileSystem = location.isInMemory ? SQLiteFileSystem() : settings.fileSystem(location.path)
        if fileSystem.isReadOnly, !SQLiteFileSystem.hasJournal(location.path) {
            // To read a file in WAL mode SQLite would need to create files beside it; no process can change this one
            // anyway.
            location.mode = .readOnly
            location.isImmutable = true
        }
        handle = try SQLiteHandle(location, monitor: monitor)
        cache = StatementCache(capacity: settings.statementCacheSize)
        try run("PRAGMA foreign_keys = ON")
        guard !location.isInMemory else { return }
        if handle.isReadOnly {
            try checkReadable()
        } else {
            try setJournalMode(location.journalMode, on: fileSystem, timeout: settings.busyTimeout, monitor: monitor)
        }
        if let network = fileSystem.networkName, !location.isImmutable, try journalMode() == .wal {
            throw Self.walOnNetwork(network)
        }
    }

    private func checkReadable() throws(SQLError) {
        do throws(SQLError) {
            try run("PRAGMA schema_version")
        } catch {
            // SQLite reports that it cannot create the files, or that it must not write.
            guard error.code == .connectionFailed || error.code == .readOnly else { throw error }
            throw SQLError(
                .connectionFailed,
                """
                The database file cannot be read: it is in WAL mode, which requires additional files, and its directory is \
                not writable. Add immutable=1 to the SQLite URL if no process changes the file, or ship it in the \
                journal mode DELETE.
                """
            )
        }
    }

    /// Sets the journal mode: the requested one, or WAL.
    ///
    /// Processes that open a new file at the same time contend here, and SQLite returns "busy" without calling the busy
    /// handler, so the timeout is implemented here.
    private func setJournalMode(
        _ requested: SQLiteLocation.JournalMode?,
        on fileSystem: SQLiteFileSystem,
        timeout: Duration,
        monitor: SQLiteMonitor
    ) throws(SQLError) {
        let mode = requested ?? .wal
        if mode == .wal, let network = fileSystem.networkName {
            throw Self.walOnNetwork(network)
        }
        let deadline = ContinuousClock.now + timeout
        while true {
            do throws(SQLError) {
                _ = try run(SQLStatement("PRAGMA journal_mode = \(unescaped: mode.rawValue)", for: .sqlite))
                break
            } catch {
                guard error.code == .busy, ContinuousClock.now < deadline, !monitor.shouldInterrupt else { throw error }
                BlockingSleep.pause(.milliseconds(5))
            }
        }
        // If WAL does not work, SQLite keeps the mode, which is fine unless WAL was requested.
        if requested != nil, try journalMode() != mode {
            throw SQLError(.unsupported, "The database cannot be used in the journal mode \(mode.rawValue).")
        }
    }

    private func journalMode() throws(SQLError) -> SQLiteLocation.JournalMode? {
        let name = try run(SQLStatement("PRAGMA journal_mode", for: .sqlite)).first?.decode(String.self)
        return name.flatMap { SQLiteLocation.JournalMode(rawValue: $0) }
    }

    private static func walOnNetwork(_ name: String) -> SQLError {
        SQLError(
            .unsupported,
            """
            The database file is on a network file system (\(name)), where SQLite's write-ahead log corrupts it when \
            several hosts use it. Add journal_mode=delete to the SQLite URL.
            """
        )
    }

    var isInTransaction: Bool { !handle.isInAutocommit }
    var hasCursor: Bool { !cursors.isEmpty }

    /// Runs one of this library's own statements.
    func run(_ text: StaticString) throws(SQLError) {
        _ = try run(SQLStatement(SQL(unescaped: text.description), for: .sqlite))
    }

    /// Runs a statement to completion.
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

    /// Runs statements atomically.
    func run(pipeline statements: [SQLStatement]) throws(SQLError) -> [SQLRows] {
        let isInside = isInTransaction
        if isInside {
            try run("SAVEPOINT swiftlet_pipeline")
        } else {
            // As in a transaction: upgrading a read lock to a write lock fails if another process has written in between.
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
            // After some failures, such as a full disk, SQLite has already rolled back.
            if isInTransaction, isInside {
                try run("ROLLBACK TO swiftlet_pipeline")
                try run("RELEASE swiftlet_pipeline")
            } else if isInTransaction {
                try run("ROLLBACK")
            }
            throw error
        }
    }

    /// Returns whether all statements are read-only.
    ///
    /// A statement that cannot be prepared yet may depend on an object that another one creates.
    private func areReadOnly(_ statements: [SQLStatement]) -> Bool {
        statements.allSatisfy { statement in
            guard let prepared = try? prepare(statement) else { return false }
            return prepared.isReadOnly
        }
    }

    /// Starts a statement whose rows are fetched in batches.
    ///
    /// - Returns: The cursor's number, unique in the session.
    func open(_ statement: SQLStatement) throws(SQLError) -> Int {
        try checkParameterCount(of: statement)
        let prepared = try handle.prepare(statement.text, isPersistent: false)
        try prepared?.bind(statement.values)
        lastCursor += 1
        cursors[lastCursor] = prepared
        return lastCursor
    }

    /// Fetches the next rows, up to a limit, or `nil` after the last.
    func fetch(_ number: Int, limit: Int) throws(SQLError) -> SQLRows? {
        guard let cursor = cursors[number] else { return nil }
        var buffer = RowBuffer()
        do {
            while buffer.rowCount < limit, try step(cursor) {
                try cursor.appendRow(to: &buffer)
            }
        } catch {
            closeCursor(number)
            throw error
        }
        let columns = cursor.currentColumns()
        if buffer.rowCount < limit {
            closeCursor(number)
        }
        return buffer.rowCount == 0 ? nil : SQLRows(columns: columns, buffer: buffer, affectedCount: 0)
    }

    func closeCursor(_ number: Int) {
        cursors[number] = nil
    }

    func closeCursors() {
        cursors = [:]
    }

    private func checkParameterCount(of statement: SQLStatement) throws(SQLError) {
        try statement.checkParameterCount(limit: handle.parameterLimit, of: "SQLite")
    }

    private func prepare(_ statement: SQLStatement) throws(SQLError) -> SQLiteStatement? {
        let key = StatementCache<SQLiteStatement>.Key(text: statement.text, types: [])
        if let cached = cache.value(for: key) {
            return cached
        }
        try checkParameterCount(of: statement)
        let isPersistent = statement.isCacheable && cache.isEnabled
        guard let prepared = try handle.prepare(statement.text, isPersistent: isPersistent) else { return nil }
        if isPersistent {
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
            var error = handle.lastError(result, hasValues: statement.hasValues)
            if error.code == .uniqueViolation, error.constraint == nil {
                statement.reset()
                error.constraint = uniqueConstraint(for: error)
            }
            throw error
        }
    }

    /// Returns the name of the violated unique key.
    ///
    /// SQLite reports only its columns, so the index over exactly these is looked up; a key declared in the table without a
    /// name gets the name that PostgreSQL would generate.
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
