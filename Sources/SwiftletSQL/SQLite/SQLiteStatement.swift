import CSQLite

/// A prepared statement, which is finalized on deinitialization.
@safe final class SQLiteStatement {
    private let pointer: OpaquePointer

    /// The columns, with the number of times SQLite had re-prepared the statement (after schema changes) when they were
    /// read.
    private var columns: (made: SQLColumns, preparations: Int32)?

    /// Takes ownership of a prepared statement.
    init(taking pointer: OpaquePointer) {
        unsafe self.pointer = unsafe pointer
    }

    deinit {
        unsafe sqlite3_finalize(pointer)
    }

    /// Whether the statement itself writes nothing.
    var isReadOnly: Bool {
        unsafe sqlite3_stmt_readonly(pointer) != 0
    }

    /// Whether the statement has parameters.
    var hasValues: Bool {
        unsafe sqlite3_bind_parameter_count(pointer) > 0
    }

    /// Binds all values by position.
    ///
    /// - Throws: ``SQLError`` if the number of placeholders differs from the number of values, or a value is too large.
    func bind(_ values: [SQLValue]) throws(SQLError) {
        guard unsafe sqlite3_bind_parameter_count(pointer) == values.count else {
            throw SQLError(
                .invalidStatement,
                "The statement's text contains a placeholder. Use interpolation to bind values."
            )
        }
        for (offset, value) in values.enumerated() {
            let result = bind(value.storage, at: Int32(offset + 1))
            guard result == SQLITE_OK else {
                throw SQLError(sqliteCode: result, message: "")
            }
        }
    }

    private func bind(_ value: SQLValue.Storage, at index: Int32) -> Int32 {
        switch value {
        case .null, .array, .invalid:
            unsafe sqlite3_bind_null(pointer, index)
        case .boolean(let value):
            unsafe sqlite3_bind_int64(pointer, index, value ? 1 : 0)
        case .integer(let value):
            unsafe sqlite3_bind_int64(pointer, index, value)
        case .real(let value):
            unsafe sqlite3_bind_double(pointer, index, value)
        case .text(let value):
            bind(value, at: index)
        case .timestamp(let value):
            bind(value.description, at: index)
        case .bytes(let value):
            unsafe value.withUnsafeBytes { bytes in
                unsafe csqlite_bind_blob(pointer, index, bytes.baseAddress, UInt64(bytes.count))
            }
        }
    }

    private func bind(_ text: String, at index: Int32) -> Int32 {
        var text = text
        return text.withUTF8 { utf8 in
            unsafe utf8.withMemoryRebound(to: CChar.self) { characters in
                // An empty buffer may have no address, and a null pointer would bind NULL.
                guard let start = characters.baseAddress else {
                    return unsafe csqlite_bind_text(pointer, index, "", 0)
                }
                return unsafe csqlite_bind_text(pointer, index, start, UInt64(characters.count))
            }
        }
    }

    /// Advances to the next row.
    ///
    /// - Returns: `SQLITE_ROW`, `SQLITE_DONE`, or the code of a failure.
    func step() -> Int32 {
        unsafe sqlite3_step(pointer)
    }

    /// Resets the statement for the next run and clears its bindings.
    ///
    /// The return value is ignored: it repeats the failure that `step` returned.
    func reset() {
        unsafe sqlite3_reset(pointer)
        unsafe sqlite3_clear_bindings(pointer)
    }

    /// Returns the columns as of the last step.
    func currentColumns() -> SQLColumns {
        let preparations = unsafe sqlite3_stmt_status(pointer, SQLITE_STMTSTATUS_REPREPARE, 0)
        if let columns, columns.preparations == preparations {
            return columns.made
        }
        let names = (0..<(unsafe sqlite3_column_count(pointer)))
            .map { index in
                unsafe sqlite3_column_name(pointer, index).map { unsafe String(cString: $0) } ?? ""
            }
        let made = SQLColumns(names: names, types: names.map { _ in .unspecified })
        columns = (made, preparations)
        return made
    }

    /// Appends the current row to the buffer.
    func appendRow(to buffer: inout RowBuffer) throws(SQLError) {
        for index in 0..<(unsafe sqlite3_column_count(pointer)) {
            switch unsafe sqlite3_column_type(pointer, index) {
            case SQLITE_INTEGER:
                buffer.append(unsafe sqlite3_column_int64(pointer, index))
            case SQLITE_FLOAT:
                buffer.append(unsafe sqlite3_column_double(pointer, index))
            case SQLITE_TEXT:
                let start = unsafe UnsafeRawPointer(sqlite3_column_text(pointer, index))
                let count = unsafe Int(sqlite3_column_bytes(pointer, index))
                let bytes = unsafe UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
                try buffer.appendText(unsafe RawSpan(_unsafeBytes: bytes))
            case SQLITE_BLOB:
                let start = unsafe sqlite3_column_blob(pointer, index)
                let count = unsafe Int(sqlite3_column_bytes(pointer, index))
                let bytes = unsafe UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
                try buffer.appendBlob(unsafe RawSpan(_unsafeBytes: bytes))
            default:
                buffer.appendNull()
            }
        }
        buffer.finishRow()
    }
}
