import CSQLite

/// What one SQLite connection can do, call by call.
///
/// It blocks, so it lives on the database's own thread.
final class SQLiteSession {
    private let handle: SQLiteHandle
    private var cache: StatementCache<SQLiteStatement>
    private var cursors: [Int: SQLiteStatement] = [:]
    private var lastCursor = 0

    /// The pragmas that are to be restored before anyone else uses the connection.
    private(set) var scopedPragmas: Set<ScopedPragma> = []

    /// Opens the database and sets it up.
    ///
    /// - Throws: ``SQLError`` with the code `connectionFailed`, `busy` when another process keeps the file locked for
    ///   longer than the busy timeout or until the deadline, `unsupported` when the journal mode does not work there, or
    ///   what SQLite reported.
    init(settings: SQLiteSettings, monitor: SQLiteMonitor) throws(SQLError) {
        var location = settings.location
        let fileSystem = location.isInMemory ? SQLiteFileSystem() : settings.fileSystem(location.path)
        if fileSystem.isReadOnly, !SQLiteFileSystem.hasJournal(location.path) {
            // SQLite would need files beside it to read one that is in WAL mode, and no process can change it anyway.
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
            // SQLite reports that it cannot make the files, or that it must not write.
            guard error.code == .connectionFailed || error.code == .readOnly else { throw error }
            throw SQLError(
                .connectionFailed,
                """
                The database file cannot be read: it is in WAL mode, which needs files beside it, and its folder cannot \
                be written. Add immutable=1 to the SQLite URL if no process changes the file, or ship it in the journal mode \
                DELETE.
                """
            )
        }
    }

    /// Sets the journal mode: the one that was asked for, or WAL.
    ///
    /// Several processes that open a new file at the same time get in each other's way here, and SQLite reports "busy"
    /// without asking the busy handler, so the timeout is kept here.
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
        let giveUp = ContinuousClock.now + timeout
        while true {
            do throws(SQLError) {
                _ = try run(SQLStatement("PRAGMA journal_mode = \(unescaped: mode.rawValue)", for: .sqlite))
                break
            } catch {
                guard error.code == .busy, ContinuousClock.now < giveUp, !monitor.mustStop else { throw error }
                BlockingSleep.pause(.milliseconds(5))
            }
        }
        // Where WAL does not work SQLite keeps the mode, which does as well unless WAL was asked for.
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
            The database file is on a network file system (\(name)), where SQLite's write-ahead log corrupts it as soon \
            as several hosts use it. Add journal_mode=delete to the SQLite URL.
            """
        )
    }

    var isInTransaction: Bool { !handle.isInAutocommit }
    var hasCursor: Bool { !cursors.isEmpty }

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
    ///
    /// - Returns: Its number, which no other has.
    func open(_ statement: SQLStatement) throws(SQLError) -> Int {
        try checkParameterCount(of: statement)
        let prepared = try handle.prepare(statement.text, isLasting: false)
        try prepared?.bind(statement.values)
        lastCursor += 1
        cursors[lastCursor] = prepared
        return lastCursor
    }

    /// The next rows, at most so many, nil after the last.
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
            var error = handle.lastError(result, hasValues: statement.hasValues)
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
