extension SQLError {
    /// Creates the error for an extended result code; see https://www.sqlite.org/rescode.html.
    ///
    /// SQLite's messages contain names and the statement's text, but no bound values.
    init(sqliteCode: Int32, message: String) {
        let code = Code(sqliteCode: sqliteCode)
        switch code {
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
