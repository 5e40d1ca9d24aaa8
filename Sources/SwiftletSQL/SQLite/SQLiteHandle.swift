import CSQLite

/// The owner of a SQLite database handle, which it closes.
///
/// Not thread-safe: the handle is opened with `SQLITE_OPEN_NOMUTEX`, so the owner must serialize its use.
@safe struct SQLiteHandle: ~Copyable {
    private let pointer: OpaquePointer
    private let monitor: SQLiteMonitor

    /// Opens a file, or an in-memory database for `:memory:`.
    ///
    /// - Throws: ``SQLError`` with the code `connectionFailed`, or the error that SQLite returned.
    init(_ location: SQLiteLocation, monitor: SQLiteMonitor) throws(SQLError) {
        var opened: OpaquePointer?
        var flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        switch location.mode {
        case .readOnly: flags |= SQLITE_OPEN_READONLY
        case .readWrite: flags |= location.isImmutable ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE
        case .readWriteCreate, .memory:
            flags |= location.isImmutable ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        }
        if location.isImmutable { flags |= SQLITE_OPEN_URI }
        let name = location.isImmutable ? location.immutableURI : location.path
        let result = unsafe sqlite3_open_v2(name, &opened, flags, nil)
        guard let handle = unsafe opened else {
            throw SQLError(.connectionFailed, "SQLite could not allocate a connection.")
        }
        guard result == SQLITE_OK else {
            let error = unsafe SQLError(sqlite: result, on: handle)
            // SQLite returns a handle even if opening fails, only to carry the error.
            unsafe sqlite3_close_v2(handle)
            throw error
        }
        unsafe pointer = handle
        self.monitor = monitor
        unsafe csqlite_configure(handle, SQLITE_DBCONFIG_DEFENSIVE, 1)
        unsafe csqlite_configure(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
        unsafe csqlite_configure(handle, SQLITE_DBCONFIG_DQS_DML, 0)
        unsafe csqlite_configure(handle, SQLITE_DBCONFIG_DQS_DDL, 0)
        // The handle keeps the monitor alive until it is closed.
        let context = unsafe Unmanaged.passUnretained(monitor).toOpaque()
        unsafe sqlite3_progress_handler(
            handle,
            SQLiteMonitor.progressInterval,
            { context in
                guard let context = unsafe context else { return 0 }
                return unsafe Unmanaged<SQLiteMonitor>.fromOpaque(context).takeUnretainedValue().shouldInterrupt ? 1 : 0
            },
            context
        )
        unsafe sqlite3_busy_handler(
            handle,
            { context, attempt in
                guard let context = unsafe context else { return 0 }
                let monitor = unsafe Unmanaged<SQLiteMonitor>.fromOpaque(context).takeUnretainedValue()
                guard let pause = monitor.pause(attempt: attempt) else { return 0 }
                BlockingSleep.pause(pause)
                return 1
            },
            context
        )
    }

    deinit {
        // Closes the handle when the last statement is finalized; cannot fail.
        unsafe sqlite3_close_v2(pointer)
    }

    /// Prepares the first statement of a text.
    ///
    /// - Parameters:
    ///   - text: The statement.
    ///   - isPersistent: Whether the statement will be cached, so that SQLite allocates its memory from the heap.
    /// - Returns: The statement, or `nil` if the text contains only whitespace and comments.
    /// - Throws: ``SQLError`` with the code `invalidStatement`, also if there is a second statement.
    func prepare(_ text: String, isPersistent: Bool) throws(SQLError) -> SQLiteStatement? {
        var text = text
        let (result, statement, tail) = text.withUTF8 { utf8 -> (Int32, SQLiteStatement?, String) in
            unsafe utf8.withMemoryRebound(to: CChar.self) { characters in
                var prepared: OpaquePointer?
                var rest: UnsafePointer<CChar>?
                let result = unsafe sqlite3_prepare_v3(
                    pointer,
                    characters.baseAddress,
                    Int32(clamping: characters.count),
                    isPersistent ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0,
                    &prepared,
                    &rest
                )
                var tail = ""
                if let start = characters.baseAddress, let rest = unsafe rest {
                    let used = unsafe min(rest - start, characters.count)
                    tail = unsafe String(decoding: UnsafeRawBufferPointer(characters)[used...], as: UTF8.self)
                }
                let statement = unsafe prepared.map { unsafe SQLiteStatement(taking: $0) }
                return (result, statement, tail)
            }
        }
        guard result == SQLITE_OK else {
            throw lastError(result)
        }
        guard SQLScript.isBlank(tail, dialect: .sqlite) else {
            throw SQLError(.invalidStatement, "The text contains more than one statement.")
        }
        return statement
    }

    /// Whether the file was opened read-only.
    var isReadOnly: Bool {
        unsafe sqlite3_db_readonly(pointer, "main") == 1
    }

    /// The maximum number of parameters of a statement.
    var parameterLimit: Int {
        unsafe Int(sqlite3_limit(pointer, SQLITE_LIMIT_VARIABLE_NUMBER, -1))
    }

    /// Whether no transaction is open.
    var isInAutocommit: Bool {
        unsafe sqlite3_get_autocommit(pointer) != 0
    }

    /// The total number of rows changed on the connection, including triggers and cascades.
    var totalChanges: Int64 {
        unsafe sqlite3_total_changes64(pointer)
    }

    /// The number of rows changed directly by the last statement that changes rows.
    var lastChanges: Int64 {
        unsafe sqlite3_changes64(pointer)
    }

    /// Returns the error for the result code of the last call, which may have executed a statement with bound values.
    func lastError(_ result: Int32, hasValues: Bool = false) -> SQLError {
        unsafe SQLError(sqlite: result, on: pointer, hasValues: hasValues)
    }
}

extension SQLError {
    /// Reads the message immediately, before another call replaces it.
    fileprivate init(sqlite result: Int32, on handle: OpaquePointer, hasValues: Bool = false) {
        let message = unsafe sqlite3_errmsg(handle).map { unsafe String(cString: $0) } ?? ""
        self.init(sqliteCode: result, message: message, hasValues: hasValues)
    }
}
