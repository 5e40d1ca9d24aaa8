extension SQLError {
    /// Creates the error for a server's error response.
    ///
    /// - Parameters:
    ///   - fields: The fields of the response.
    ///   - code: The code, if it cannot be derived from the SQLSTATE alone.
    ///   - hasValues: Whether values were bound to the statement.
    init(_ fields: PostgresErrorFields, code: Code? = nil, hasValues: Bool = false) {
        let code = code ?? Code(sqlState: fields.sqlState ?? "")
        self.init(code, Self.message(code, fields, hasValues: hasValues))
        sqlState = fields.sqlState
        constraint = fields.constraint
        table = fields.table
        column = fields.column
        serverMessage = fields.message
    }

    /// Classes whose primary message contains names of tables, columns and constraints but no values.
    ///
    /// Class 22 quotes the value, class 28 the user, class P0 text chosen by the author of a function.
    private static let quotableClasses: Set<String> = ["0A", "23", "25", "26", "40", "42", "53", "55", "57"]

    /// SQLSTATEs of class 42 whose message may quote a value that is parsed or looked up during execution, such as the
    /// argument of `to_tsquery($1)` or `CAST($1 AS regclass)`: syntax error, invalid name, and undefined column, object,
    /// function or table.
    ///
    /// Errors in the statement's text have the same codes, but also a position.
    private static let runtimeStates: Set<String> = ["42601", "42602", "42703", "42704", "42883", "42P01"]

    private static func message(_ code: Code, _ fields: PostgresErrorFields, hasValues: Bool) -> String {
        let state = fields.sqlState ?? ""
        let mayQuoteValue = hasValues && !fields.isInStatement && runtimeStates.contains(state)
        if quotableClasses.contains(String(state.prefix(2))), !fields.message.isEmpty, !mayQuoteValue {
            return "The database rejected the statement: \(fields.message)."
        }
        return switch code {
        case .invalidStatement:
            "The database rejected the statement. Its message, which may quote a value, is in `serverMessage`."
        case .invalidValue: "A value does not fit its type or its column."
        case .authenticationFailed: "The database server rejected the user."
        case .connectionLost: "The connection to the database was lost; the statement in flight may have run."
        default: "The statement failed on the database server."
        }
    }
}

extension SQLError.Code {
    /// Creates the code for a SQLSTATE; see appendix A of the PostgreSQL manual.
    init(sqlState: String) {
        switch sqlState {
        case "23505": self = .uniqueViolation
        case "23503", "23001": self = .foreignKeyViolation
        case "23502": self = .notNullViolation
        case "23514": self = .checkViolation
        case "23P01": self = .exclusionViolation
        case "40001": self = .serializationFailure
        case "40P01": self = .deadlock
        case "55P03": self = .busy
        case "57014": self = .cancelledByServer
        case "42501": self = .insufficientPrivilege
        case "25006": self = .readOnly
        case "25P02", "40000", "40002": self = .transactionAborted
        case "53100": self = .diskFull
        case "0A000": self = .unsupported
        case "57P01", "57P02", "57P03", "57P05", "25P03": self = .connectionLost
        default:
            switch sqlState.prefix(2) {
            case "08": self = .connectionLost
            case "22": self = .invalidValue
            case "23": self = .checkViolation
            case "26", "42", "3F": self = .invalidStatement
            case "28", "3D": self = .authenticationFailed
            case "53": self = .insufficientResources
            case "58", "XX": self = .storageFailure
            default: self = .other
            }
        }
    }
}
