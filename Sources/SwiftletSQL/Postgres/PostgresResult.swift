import CPostgres
import Glibc

/// The owner of a libpq result, which it clears.
@safe struct PostgresResult: ~Copyable {
    private let pointer: OpaquePointer

    /// Takes ownership of a result returned by `PQgetResult`.
    init(taking pointer: OpaquePointer) {
        unsafe self.pointer = unsafe pointer
    }

    deinit {
        unsafe PQclear(pointer)
    }

    /// The status of a result.
    enum Kind {
        /// Rows, or the end of a command without rows.
        case complete
        /// One row of a statement in single-row mode.
        case singleRow
        case failed
        /// A statement of a pipeline that did not run because an earlier one failed.
        case skipped
        /// The end of a pipeline.
        case sync
        /// A result in another protocol, such as COPY.
        case unsupported
    }

    var kind: Kind {
        switch unsafe PQresultStatus(pointer) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: .complete
        case PGRES_SINGLE_TUPLE: .singleRow
        case PGRES_PIPELINE_SYNC: .sync
        case PGRES_PIPELINE_ABORTED: .skipped
        case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH: .unsupported
        default: .failed
        }
    }

    /// The direction of the COPY that this result starts, or `nil` for another result.
    var copyDirection: CopyDirection? {
        switch unsafe PQresultStatus(pointer) {
        case PGRES_COPY_IN: .toServer
        case PGRES_COPY_OUT: .fromServer
        default: nil
        }
    }

    /// The fields of an error.
    ///
    /// Without a SQLSTATE the error is libpq's own, usually because of a broken connection.
    var errorFields: PostgresErrorFields {
        let fallback = unsafe PQresultErrorMessage(pointer).map { unsafe String(cString: $0) } ?? ""
        return PostgresErrorFields(
            sqlState: field(cpostgres_field_sqlstate()),
            message: field(cpostgres_field_message()) ?? fallback,
            constraint: field(cpostgres_field_constraint()),
            table: field(cpostgres_field_table()),
            column: field(cpostgres_field_column()),
            context: field(cpostgres_field_context()),
            sourceFunction: field(cpostgres_field_source_function()),
            isInStatement: field(cpostgres_field_position()) != nil
        )
    }

    private func field(_ code: Int32) -> String? {
        unsafe PQresultErrorField(pointer, code).map { unsafe String(cString: $0) }
    }

    /// Whether the command committed a transaction.
    var isCommit: Bool {
        guard let command = unsafe PQcmdStatus(pointer) else { return false }
        return unsafe strcmp(command, "COMMIT") == 0
    }

    /// The number of rows changed; 0 for a query, for which libpq reports the number of rows returned.
    var affectedCount: Int {
        guard let command = unsafe PQcmdStatus(pointer), unsafe strncmp(command, "SELECT", 6) != 0,
            unsafe strncmp(command, "FETCH", 5) != 0
        else { return 0 }
        return Int(unsafe String(cString: PQcmdTuples(pointer))) ?? 0
    }

    /// Returns the columns, reusing the given ones if they are the same, as for repeated executions.
    func columns(reusing known: SQLColumns?) -> SQLColumns {
        let count = unsafe Int(PQnfields(pointer))
        if let known, known.names.count == count, (0..<count).allSatisfy({ type(at: $0) == known.types[$0] }) {
            return known
        }
        return SQLColumns(
            names: (0..<count)
                .map { column in
                    unsafe PQfname(pointer, Int32(column)).map { unsafe String(cString: $0) } ?? ""
                },
            types: (0..<count).map { column in type(at: column) }
        )
    }

    private func type(at column: Int) -> SQLType {
        SQLType(oid: unsafe PQftype(pointer, Int32(column)))
    }

    /// Appends the rows to a buffer, for single-row mode.
    func append(to buffer: inout RowBuffer) throws(SQLError) {
        let columns = unsafe PQnfields(pointer)
        let rows = unsafe PQntuples(pointer)
        for row in 0..<rows {
            for column in 0..<columns {
                if let text = unsafe text(row, column) {
                    try buffer.appendText(unsafe RawSpan(_unsafeBytes: text))
                } else {
                    buffer.appendNull()
                }
            }
            buffer.finishRow()
        }
    }

    /// Copies all rows into a buffer of the exact size.
    private func copyRows() throws(SQLError) -> RowBuffer {
        let (rows, columns) = unsafe (PQntuples(pointer), PQnfields(pointer))
        guard rows > 0 else { return RowBuffer() }
        var size = 0
        for row in 0..<rows {
            for column in 0..<columns { size += unsafe Int(PQgetlength(pointer, row, column)) }
        }
        return try RowBuffer(rowCount: Int(rows), cellCount: Int(rows) * Int(columns), byteCount: size) { writer in
            for row in 0..<rows {
                for column in 0..<columns { unsafe writer.append(text(row, column)) }
            }
        }
    }

    /// Returns the text of a cell, which this result owns, or `nil` for NULL.
    @inline(__always)
    private func text(_ row: Int32, _ column: Int32) -> UnsafeRawBufferPointer? {
        let length = unsafe Int(PQgetlength(pointer, row, column))
        // Both NULL and an empty text have the length 0.
        if length == 0, unsafe PQgetisnull(pointer, row, column) != 0 { return nil }
        return unsafe UnsafeRawBufferPointer(start: PQgetvalue(pointer, row, column), count: length)
    }

    /// Returns the rows and the number of changed rows of a successful statement.
    func rows(reusing known: SQLColumns?) throws(SQLError) -> SQLRows {
        SQLRows(columns: columns(reusing: known), buffer: try copyRows(), affectedCount: affectedCount)
    }
}
