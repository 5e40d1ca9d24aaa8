/// How a transaction begins and ends in each dialect.
struct TransactionStatements: Sendable {
    let begin: [SQL]
    let commit: [SQL]
    let rollback: [SQL]

    /// Whether the statements may be kept prepared.
    ///
    /// On PostgreSQL they are not: preparing them saves next to nothing, and a server that has lost a prepared `COMMIT`
    /// would fail the transaction.
    let areCacheable: Bool

    init(_ dialect: SQLDialect, isolation: IsolationLevel?, isReadOnly: Bool) {
        guard dialect == .sqlite else {
            let level = isolation.map { " ISOLATION LEVEL \($0)" } ?? ""
            begin = [SQL(unescaped: "BEGIN" + level + (isReadOnly ? " READ ONLY" : ""))]
            commit = ["COMMIT"]
            rollback = ["ROLLBACK"]
            areCacheable = false
            return
        }
        areCacheable = true
        if isReadOnly {
            // The switch belongs to the connection, not to the transaction. It is only ever on inside of one, so that
            // whatever fails on the way, a connection without a transaction can write.
            begin = ["BEGIN", "PRAGMA query_only = ON"]
            commit = ["PRAGMA query_only = OFF", "COMMIT"]
            rollback = ["PRAGMA query_only = OFF", "ROLLBACK"]
        } else {
            // Takes the lock to write at once and waits for it here. A transaction that reads first and asks for the
            // lock later would fail without waiting, if another has written in between.
            begin = ["BEGIN IMMEDIATE"]
            commit = ["COMMIT"]
            rollback = ["ROLLBACK"]
        }
    }
}
