/// The transaction state of a connection.
enum TransactionState: Sendable {
    case none
    case open
    /// Open, but PostgreSQL rejects every further statement.
    case failed
    /// The connection is lost, and any transaction with it.
    case broken
}
