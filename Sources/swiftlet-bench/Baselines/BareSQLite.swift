import CSQLite

/// SQLite as a C program would use it: one prepared statement that is reset.
@safe final class BareSQLite: @unchecked Sendable {
    // Guard: one benchmark at a time uses it, on one thread.
    private let connection: OpaquePointer
    private var statement: OpaquePointer?

    init(_ path: String, _ text: String) throws(BenchError) {
        var connection: OpaquePointer?
        guard unsafe sqlite3_open(path, &connection) == SQLITE_OK, let connection = unsafe connection else {
            throw BenchError("SQLite cannot open \(path)")
        }
        unsafe self.connection = unsafe connection
        guard unsafe sqlite3_prepare_v2(connection, text, -1, &statement, nil) == SQLITE_OK else {
            throw BenchError("SQLite cannot prepare the statement")
        }
    }

    deinit {
        unsafe sqlite3_finalize(statement)
        unsafe sqlite3_close(connection)
    }

    func run(_ argument: Int) -> Int {
        unsafe sqlite3_bind_int64(statement, 1, sqlite3_int64(argument))
        var sum = 0
        while unsafe sqlite3_step(statement) == SQLITE_ROW {
            sum &+= unsafe Int(sqlite3_column_int64(statement, 0))
            for column in 1..<(unsafe sqlite3_column_count(statement)) {
                // Reads the pointer, then the length.
                if unsafe sqlite3_column_text(statement, column) != nil {
                    sum &+= unsafe Int(sqlite3_column_bytes(statement, column))
                }
            }
        }
        unsafe sqlite3_reset(statement)
        return sum
    }
}
