/// The fields of a PostgreSQL error that this library uses.
///
/// DETAIL and HINT are omitted because they quote rows.
struct PostgresErrorFields: Sendable {
    var sqlState: String?
    var message: String
    var constraint: String?
    var table: String?
    var column: String?

    /// The call stack of functions and statements, one per line; `nil` at the top level.
    var context: String?

    /// The function in the server's source code that reported the error.
    var sourceFunction: String?

    /// Whether the error has a position in the text of the statement.
    var isInStatement = false
}
