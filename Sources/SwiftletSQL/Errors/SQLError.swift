/// Why the database, or the way to it, failed a statement.
///
/// ```swift
/// do {
///     try await db.execute("INSERT INTO users (email) VALUES (\(email))")
/// } catch SQLError.uniqueViolation(constraint: "users_email_key") {
///     throw HTTPError(.conflict, "Email already registered")
/// }
/// ```
/// ``description`` and the other texts hold no bound value, no row and no connection string. What the server said, which
/// may quote a value, is in ``serverMessage`` and nowhere else.
public struct SQLError: Error, Sendable {
    /// What happened.
    public let code: Code

    /// What happened as a sentence.
    public let message: String

    /// The five characters of SQLSTATE that PostgreSQL answered with, nil when no server did.
    public internal(set) var sqlState: String?

    /// The extended result code of SQLite, nil from PostgreSQL.
    public internal(set) var extendedCode: Int32?

    /// The constraint that was violated.
    ///
    /// PostgreSQL names it. For SQLite it is the name of the index or the check, or else the name PostgreSQL would
    /// have given: `users_email_key`, `users_pkey`.
    public internal(set) var constraint: String?

    /// The table of the violated constraint, where the database tells.
    public internal(set) var table: String?

    /// The column of the violated constraint, or the one that did not decode, where it is a single one.
    public internal(set) var column: String?

    /// What the server said, word for word.
    ///
    /// It may quote values or name the host and the user: keep it out of logs.
    public internal(set) var serverMessage: String?

    /// The error below, such as a system call's.
    public internal(set) var underlyingError: (any Error)?

    /// An error of this code, with a sentence that quotes no value.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// Whether a unique or primary key was violated: the one of this name, or any when nil.
    public func isUniqueViolation(_ constraint: String? = nil) -> Bool {
        matches(.uniqueViolation(constraint: constraint))
    }

    /// Whether the transaction may succeed when it runs again: a serialization failure, a deadlock, a locked database, a
    /// stale plan.
    public var isRetryable: Bool {
        code == .serializationFailure || code == .deadlock || code == .busy || code == .stalePlan
    }
}

extension SQLError: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The message with the code, the SQLSTATE and the names of what was violated.
    ///
    /// Never a value.
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

    /// No children, so that no reflection prints what the server said.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
