import CSQLite

/// A prepared statement: owns it and finalizes it.
@safe final class SQLiteStatement {
    private let pointer: OpaquePointer

    /// The columns, with how often SQLite had prepared the statement anew, for a changed schema, when they were made.
    private var columns: (made: SQLColumns, preparations: Int32)?

    /// Takes over a statement that was just prepared.
    init(taking pointer: OpaquePointer) {
        unsafe self.pointer = unsafe pointer
    }

    deinit {
        unsafe sqlite3_finalize(pointer)
    }

    /// Whether the statement writes nothing itself.
    var isReadOnly: Bool {
        unsafe sqlite3_stmt_readonly(pointer) != 0
    }

    /// Whether values are bound to it.
    var hasValues: Bool {
        unsafe sqlite3_bind_parameter_count(pointer) > 0
    }

    /// Binds all the values, each by its number.
    ///
    /// - Throws: ``SQLError`` when the text has other placeholders than there are values, or a value is too large.
    func bind(_ values: [SQLValue]) throws(SQLError) {
        guard unsafe sqlite3_bind_parameter_count(pointer) == values.count else {
            throw SQLError(
                .invalidStatement,
                "The statement's text holds a placeholder of its own: interpolate values."
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

    /// Goes to the next row.
    ///
    /// - Returns: `SQLITE_ROW`, `SQLITE_DONE`, or the code of a failure.
    func step() -> Int32 {
        unsafe sqlite3_step(pointer)
    }

    /// Makes the statement ready to run again and lets go of the values.
    ///
    /// What it returns is the failure `step` told.
    func reset() {
        unsafe sqlite3_reset(pointer)
        unsafe sqlite3_clear_bindings(pointer)
    }

    /// The columns as they are after the last step.
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

    /// Copies the row the statement stands on.
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
