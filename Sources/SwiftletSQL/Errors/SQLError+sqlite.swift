/// The parts of SQLite's message about a violated constraint.
struct SQLiteConstraintMessage: Equatable {
    var table: String?
    var columns: [String] = []
    var name: String?

    /// Reads `UNIQUE constraint failed: users.email, users.name`, `… failed: index 'users_lower'`,
    /// `CHECK constraint failed: age_is_positive`.
    init(_ message: String) {
        guard let marker = message.range(of: " constraint failed: ") else { return }
        let subject = message[marker.upperBound...]
        if message.hasPrefix("CHECK") {
            name = String(subject)
        } else if subject.hasPrefix("index '"), subject.hasSuffix("'") {
            name = String(subject.dropFirst("index '".count).dropLast())
        } else {
            for part in subject.split(separator: ",") {
                let pieces = part.drop { $0 == " " }.split(separator: ".", maxSplits: 1)
                guard pieces.count == 2 else { continue }
                table = String(pieces[0])
                columns.append(String(pieces[1]))
            }
        }
    }
}

extension StringProtocol {
    /// The first occurrence of a text.
    ///
    /// The standard library has it only with Foundation.
    fileprivate func range(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) {
                return start..<index(start, offsetBy: text.count)
            }
            start = index(after: start)
        }
        return nil
    }
}

extension SQLError {
    /// The error for an extended result code, see https://www.sqlite.org/rescode.html.
    ///
    /// SQLite's messages name tables and columns and quote the statement. Of what it parses or opens when a statement runs,
    /// such as a full-text query or the path of JSON, they quote the value.
    ///
    /// - Parameters:
    ///   - sqliteCode: The extended result code.
    ///   - message: What SQLite says about it.
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
            self.init(code, "The statement was stopped.")
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
    /// The code for an extended result code of SQLite: the low byte is the primary one.
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
