/// The progress of a transaction: its status, the cursors to close, and the counters for names.
///
/// It does no I/O; ``Transaction`` guards it with a mutex.
struct TransactionProgress {
    enum Status {
        case open
        case ending
        case committed
        case rolledBack
        /// It is unknown whether the transaction was committed, or only part of it was.
        case unknown
    }

    var status = Status.open

    /// Whether a COPY is in progress.
    var isCopying = false

    /// Cursors whose readers have gone, to close before the next statement.
    private var abandonedCursors: [TransactionCursor.Handle] = []
    private var lastCursor = 0
    private var lastSavepoint = 0

    /// Returns the cursors to close before the next statement, each once.
    ///
    /// - Throws: ``SQLError`` with the code `transactionClosed`.
    mutating func takeAbandonedCursors() throws(SQLError) -> [TransactionCursor.Handle] {
        guard status == .open else {
            throw SQLError(.transactionClosed, "The transaction has already been committed or rolled back.")
        }
        guard !abandonedCursors.isEmpty else { return [] }
        defer { abandonedCursors = [] }
        return abandonedCursors
    }

    /// Adds cursors to close before the next statement, unless the transaction has ended.
    mutating func abandon(_ cursors: [TransactionCursor.Handle]) {
        guard status == .open else { return }
        abandonedCursors += cursors
    }

    /// Rejects a statement while a COPY is in progress.
    ///
    /// - Throws: ``SQLError`` with the code `invalidStatement`.
    func checkNotCopying() throws(SQLError) {
        guard isCopying else { return }
        throw SQLError(
            .invalidStatement,
            """
            A COPY is in progress in this transaction. Let it finish, or leave its loop, before the next statement, a \
            commit or a rollback.
            """
        )
    }

    /// Begins the commit or the rollback, once.
    ///
    /// - Throws: ``SQLError`` with the code `transactionClosed`.
    mutating func beginEnding() throws(SQLError) {
        guard status == .open else {
            throw SQLError(.transactionClosed, "The transaction has already ended.")
        }
        status = .ending
    }

    /// Returns a cursor name that is unique in the transaction.
    mutating func makeCursorName() -> String {
        lastCursor += 1
        return "swiftlet_cursor_\(lastCursor)"
    }

    /// Returns a savepoint name that is unique in the transaction.
    mutating func makeSavepointName() -> String {
        lastSavepoint += 1
        return "swiftlet_\(lastSavepoint)"
    }
}
