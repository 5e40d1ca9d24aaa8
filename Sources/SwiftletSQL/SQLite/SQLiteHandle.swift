import CSQLite

/// The connection to one SQLite database: owns the handle of the C library and closes it.
///
/// Not thread-safe: opened with `SQLITE_OPEN_NOMUTEX`, so whoever holds it serializes its use.
@safe struct SQLiteHandle: ~Copyable {
    private let pointer: OpaquePointer
    private let monitor: SQLiteMonitor

    /// Opens a file, or a database in memory for `:memory:`.
    ///
    /// - Throws: ``SQLError`` with the code `connectionFailed`, or what SQLite answered.
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
            // SQLite hands out a handle even when it fails to open, only to carry the error.
            unsafe sqlite3_close_v2(handle)
            throw error
        }
        unsafe pointer = handle
        self.monitor = monitor
        unsafe csqlite_configure(handle, SQLITE_DBCONFIG_DEFENSIVE, 1)
        unsafe csqlite_configure(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
        unsafe csqlite_configure(handle, SQLITE_DBCONFIG_DQS_DML, 0)
        unsafe csqlite_configure(handle, SQLITE_DBCONFIG_DQS_DDL, 0)
        // The handle keeps the monitor alive, and is closed before it lets go of it.
        let context = unsafe Unmanaged.passUnretained(monitor).toOpaque()
        unsafe sqlite3_progress_handler(
            handle,
            SQLiteMonitor.stepsBetweenQuestions,
            { context in
                guard let context = unsafe context else { return 0 }
                return unsafe Unmanaged<SQLiteMonitor>.fromOpaque(context).takeUnretainedValue().mustStop ? 1 : 0
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
        // Closes when the last statement is finalized, and cannot fail.
        unsafe sqlite3_close_v2(pointer)
    }

    /// Prepares the first statement of a text.
    ///
    /// - Parameters:
    ///   - text: The statement.
    ///   - isLasting: Whether the statement will be kept, so that SQLite takes memory for it from the heap.
    /// - Returns: The statement, nil when the text holds only spaces and comments.
    /// - Throws: ``SQLError`` with the code `invalidStatement`, also when there is a second statement.
    func prepare(_ text: String, isLasting: Bool) throws(SQLError) -> SQLiteStatement? {
        var text = text
        let (result, statement, tail) = text.withUTF8 { utf8 -> (Int32, SQLiteStatement?, String) in
            unsafe utf8.withMemoryRebound(to: CChar.self) { characters in
                var prepared: OpaquePointer?
                var rest: UnsafePointer<CChar>?
                let result = unsafe sqlite3_prepare_v3(
                    pointer,
                    characters.baseAddress,
                    Int32(clamping: characters.count),
                    isLasting ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0,
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
            throw SQLError(.invalidStatement, "The text holds more than one statement.")
        }
        return statement
    }

    /// Whether the file was opened without the right to write it.
    var isReadOnly: Bool {
        unsafe sqlite3_db_readonly(pointer, "main") == 1
    }

    /// How many parameters a statement may have.
    var parameterLimit: Int {
        unsafe Int(sqlite3_limit(pointer, SQLITE_LIMIT_VARIABLE_NUMBER, -1))
    }

    /// Whether no transaction is open.
    var isInAutocommit: Bool {
        unsafe sqlite3_get_autocommit(pointer) != 0
    }

    /// How many rows every statement together has changed, triggers and cascades included.
    var totalChanges: Int64 {
        unsafe sqlite3_total_changes64(pointer)
    }

    /// How many rows the last statement that changes rows has changed itself.
    var lastChanges: Int64 {
        unsafe sqlite3_changes64(pointer)
    }

    /// The error for what the last call answered, which may have run a statement with bound values.
    func lastError(_ result: Int32, hasValues: Bool = false) -> SQLError {
        unsafe SQLError(sqlite: result, on: pointer, hasValues: hasValues)
    }
}

extension SQLError {
    /// Reads the message at once, before another call replaces it.
    fileprivate init(sqlite result: Int32, on handle: OpaquePointer, hasValues: Bool = false) {
        let message = unsafe sqlite3_errmsg(handle).map { unsafe String(cString: $0) } ?? ""
        self.init(sqliteCode: result, message: message, hasValues: hasValues)
    }
}
