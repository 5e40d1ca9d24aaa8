extension SQLError {
    /// Creates the error for an extended result code; see https://www.sqlite.org/rescode.html.
    ///
    /// SQLite's messages contain names and the statement's text. They also quote values that are parsed or opened during
    /// execution, such as a full-text query, a JSON path or the name of an attached file.
    ///
    /// - Parameters:
    ///   - sqliteCode: The extended result code.
    ///   - message: The error message of SQLite.
    ///   - hasValues: Whether a statement with bound values was running.
    init(sqliteCode: Int32, message: String, hasValues: Bool = false) {
        let code = Code(sqliteCode: sqliteCode)
        switch code {
        case .invalidStatement where hasValues, .connectionFailed where hasValues:
            self.init(
                code,
                "The database rejected the statement. Its message, which may quote a value, is in `serverMessage`."
            )
        case .busy:
            self.init(code, "The database is locked: another connection writes to it.")
        case .diskFull:
            self.init(code, "The database or its disk is full.")
        case .cancelledByServer:
            self.init(code, "The statement was interrupted.")
        default:
            self.init(code, "The database rejected the statement: \(message.isEmpty ? "code \(sqliteCode)" : message).")
        }
        extendedCode = sqliteCode
        serverMessage = message
        if sqliteCode & 0xFF == 19 {
            let subject = SQLiteConstraintMessage(message)
            table = subject.table
            column = subject.columns.count == 1 ? subject.columns[0] : nil
            constraint = subject.name
        }
    }
}

extension SQLError.Code {
    /// Creates the code for an extended result code of SQLite, whose low byte is the primary code.
    init(sqliteCode: Int32) {
        switch sqliteCode {
        case 1555, 2067, 2579: self = .uniqueViolation
        case 787: self = .foreignKeyViolation
        case 1299: self = .notNullViolation
        case 275: self = .checkViolation
        case 517: self = .serializationFailure
        default:
            switch sqliteCode & 0xFF {
            case 1: self = .invalidStatement
            case 3, 23: self = .insufficientPrivilege
            case 5, 6: self = .busy
            case 7: self = .insufficientResources
            case 8: self = .readOnly
            case 9: self = .cancelledByServer
            case 10, 11, 26: self = .storageFailure
            case 13: self = .diskFull
            case 14: self = .connectionFailed
            case 18, 20, 25: self = .invalidValue
            case 19: self = .checkViolation
            default: self = .other
            }
        }
    }
}
