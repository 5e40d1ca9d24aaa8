/// The statements that begin and end a transaction in each dialect.
struct TransactionStatements: Sendable {
    let begin: [SQL]
    let commit: [SQL]
    let rollback: [SQL]

    /// Whether the statements may be cached as prepared statements.
    ///
    /// Not on PostgreSQL: preparing them saves next to nothing, and a server that has lost a prepared `COMMIT` would fail
    /// the transaction.
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
            // The pragma belongs to the connection, not to the transaction. It is set only inside of a transaction, and the
            // connection restores it if SQLite ended the transaction by itself.
            let readOnly = ScopedPragma.queryOnly
            begin = ["BEGIN", SQL(readOnly.apply)]
            commit = [SQL(readOnly.restore), "COMMIT"]
            rollback = [SQL(readOnly.restore), "ROLLBACK"]
        } else {
            // Acquires the write lock now and waits for it. Upgrading a read lock later would fail without waiting if
            // another transaction has written in between.
            begin = ["BEGIN IMMEDIATE"]
            commit = ["COMMIT"]
            rollback = ["ROLLBACK"]
        }
    }
}
