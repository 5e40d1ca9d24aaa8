/// How a transaction begins and ends in each dialect.
struct TransactionStatements: Sendable {
    let begin: [SQL]
    let commit: [SQL]
    let rollback: [SQL]

    init(_ dialect: SQLDialect, isolation: IsolationLevel?, isReadOnly: Bool) {
        guard dialect == .sqlite else {
            let level = isolation.map { " ISOLATION LEVEL \($0)" } ?? ""
            begin = [SQL(unescaped: "BEGIN" + level + (isReadOnly ? " READ ONLY" : ""))]
            commit = ["COMMIT"]
            rollback = ["ROLLBACK"]
            return
        }
        if isReadOnly {
            begin = ["PRAGMA query_only = ON", "BEGIN"]
            commit = ["COMMIT", "PRAGMA query_only = OFF"]
            rollback = ["ROLLBACK", "PRAGMA query_only = OFF"]
        } else {
            // Takes the lock to write at once and waits for it here. A transaction that reads first and asks for the
            // lock later would fail without waiting, if another has written in between.
            begin = ["BEGIN IMMEDIATE"]
            commit = ["COMMIT"]
            rollback = ["ROLLBACK"]
        }
    }
}
