/// The isolation level of a transaction.
///
/// SQLite allows one writer at a time, so its transactions are always serializable and the level is ignored.
public struct IsolationLevel: Hashable, Sendable, CustomStringConvertible {
    /// The name in SQL.
    public let description: String

    /// Each statement sees the data committed before it began: PostgreSQL's default.
    public static let readCommitted = IsolationLevel(description: "READ COMMITTED")

    /// All statements see the data committed before the first statement of the transaction.
    public static let repeatableRead = IsolationLevel(description: "REPEATABLE READ")

    /// The result is the same as if transactions had run one after the other.
    ///
    /// A transaction that cannot be serialized fails and may be retried.
    public static let serializable = IsolationLevel(description: "SERIALIZABLE")
}
