/// An error of the database, or of the connection to it.
///
/// ```swift
/// do {
///     try await database.execute("INSERT INTO users (email) VALUES (\(email))")
/// } catch SQLError.uniqueViolation(constraint: "users_email_key") {
///     throw HTTPError(.conflict, "Email already registered")
/// }
/// ```
///
/// ``description`` and the other texts contain no bound value, no row and no connection string. The server's message,
/// which may quote a value, is only in ``serverMessage``.
public struct SQLError: Error, Sendable {
    /// The kind of failure.
    public let code: Code

    /// A description of the failure as a full sentence.
    public let message: String

    /// The five-character SQLSTATE reported by PostgreSQL, or `nil` if there is none.
    public internal(set) var sqlState: String?

    /// The extended result code of SQLite, or `nil` for PostgreSQL.
    public internal(set) var extendedCode: Int32?

    /// The name of the violated constraint.
    ///
    /// It is the name that PostgreSQL reports. For SQLite it is the name of the index or the check, or else the name that
    /// PostgreSQL would have generated: `users_email_key`, `users_pkey`.
    public internal(set) var constraint: String?

    /// The table of the violated constraint, if the database reports it.
    public internal(set) var table: String?

    /// The column of the violated constraint, or the one that could not be decoded, if there is exactly one.
    public internal(set) var column: String?

    /// The server's message verbatim.
    ///
    /// It may quote values or contain the host and the user: do not log it.
    public internal(set) var serverMessage: String?

    /// The underlying error, such as one of a system call.
    public internal(set) var underlyingError: (any Error)?

    /// Creates an error with a code and a sentence that quotes no value.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// Returns whether a unique or primary key was violated: the one with the given name, or any if `nil`.
    public func isUniqueViolation(_ constraint: String? = nil) -> Bool {
        matches(.uniqueViolation(constraint: constraint))
    }

    /// Whether the transaction may succeed if it is retried: a serialization failure, a deadlock, a locked database, a
    /// stale plan.
    public var isRetryable: Bool {
        code == .serializationFailure || code == .deadlock || code == .busy || code == .stalePlan
    }
}

extension SQLError: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The message with the code, the SQLSTATE and the names of the violated constraint.
    ///
    /// It never contains a value.
    public var description: String {
        var facts = ["code: \(code)"]
        if let sqlState { facts.append("SQLSTATE: \(sqlState)") }
        if let extendedCode { facts.append("SQLite: \(extendedCode)") }
        if let constraint { facts.append("constraint: \(constraint)") }
        if let table { facts.append("table: \(table)") }
        if let column { facts.append("column: \(column)") }
        return "\(message) (\(facts.joined(separator: ", ")))"
    }

    /// The same as ``description``.
    public var debugDescription: String { description }

    /// No children, so that reflection does not print the server's message.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
