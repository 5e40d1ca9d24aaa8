/// What a transaction sees of others that run at the same time.
///
/// SQLite lets one transaction write at a time, so there every transaction is serializable, whatever is asked for.
public struct IsolationLevel: Hashable, Sendable, CustomStringConvertible {
    /// The name in SQL.
    public let description: String

    /// Each statement sees what was committed before it began: PostgreSQL's default.
    public static let readCommitted = IsolationLevel(description: "READ COMMITTED")

    /// The whole transaction sees what was committed before its first statement.
    public static let repeatableRead = IsolationLevel(description: "REPEATABLE READ")

    /// As if transactions had run one after the other.
    ///
    /// One that cannot fit in fails and may be run again.
    public static let serializable = IsolationLevel(description: "SERIALIZABLE")
}
