/// What PostgreSQL tells about an error, as far as this library uses it.
///
/// DETAIL and HINT quote rows and are left out.
struct PostgresErrorFields: Sendable {
    var sqlState: String?
    var message: String
    var constraint: String?
    var table: String?
    var column: String?

    /// The functions and statements inside of which it happened, one a line; nil at the top level.
    var context: String?

    /// The function of the server's source code that reported it.
    var sourceFunction: String?

    /// Whether it is about a place in the text of the statement.
    var isInStatement = false
}

extension SQLError {
    /// The error for what the server answered.
    ///
    /// - Parameters:
    ///   - fields: What the server reported.
    ///   - code: The code where it does not follow from the SQLSTATE alone.
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

    /// Classes whose primary message names tables, columns and constraints but quotes no value.
    ///
    /// Class 22 quotes the value, class 28 the user, class P0 what a function's author put in.
    private static let quotableClasses: Set<String> = ["0A", "23", "25", "26", "40", "42", "53", "55", "57"]

    /// Codes of class 42 whose message may quote a value that the server parses or looks up when the statement runs, as
    /// `to_tsquery($1)` and `CAST($1 AS regclass)` do: a syntax error, and a name, column, object, function or table that
    /// does not exist.
    ///
    /// About the text of the statement the same codes have a position in it.
    private static let runTimeStates: Set<String> = ["42601", "42602", "42703", "42704", "42883", "42P01"]

    private static func message(_ code: Code, _ fields: PostgresErrorFields, hasValues: Bool) -> String {
        let state = fields.sqlState ?? ""
        let mayQuoteValue = hasValues && !fields.isInStatement && runTimeStates.contains(state)
        if quotableClasses.contains(String(state.prefix(2))), !fields.message.isEmpty, !mayQuoteValue {
            return "The database refused the statement: \(fields.message)."
        }
        return switch code {
        case .invalidStatement:
            "The database refused the statement. Its message, which may quote a value, is in `serverMessage`."
        case .invalidValue: "A value does not fit its type or its column."
        case .authenticationFailed: "The database server refused the user."
        case .connectionLost: "The connection to the database broke; a statement under way may have run."
        default: "The database server failed the statement."
        }
    }
}

extension SQLError.Code {
    /// The code for a SQLSTATE, see appendix A of the PostgreSQL manual.
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
