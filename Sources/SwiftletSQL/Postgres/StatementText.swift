/// Classifies PostgreSQL statements by their keywords.
enum StatementText {
    /// Returns whether a statement is rolled back with its transaction.
    ///
    /// It is decided by the first word: `CALL`, `DO`, `COMMIT`, `VACUUM` and other commands may have committed.
    static func isTransactional(_ text: String) -> Bool {
        var lexer = SQLLexer(Array(text.utf8), dialect: .postgres)
        while let token = lexer.next() {
            switch token {
            case .blank, .open: continue
            case .word(let word): return queries.contains(word) || changes.contains(word)
            default: return false
            }
        }
        return true
    }

    /// Returns whether `DECLARE … CURSOR FOR` accepts the statement.
    ///
    /// It rejects statements that change data, also inside of `WITH`, and a failure would abort the transaction. If in
    /// doubt, the result is `false`, for example for `WITH` together with a column named `delete`.
    static func canBeCursor(_ text: String) -> Bool {
        var lexer = SQLLexer(Array(text.utf8), dialect: .postgres)
        var words: (first: String, last: String)?
        while let token = lexer.next() {
            switch token {
            case .blank:
                continue
            case .word(let word):
                guard let (first, last) = words else {
                    guard queries.contains(word) else { return false }
                    words = (word, word)
                    continue
                }
                let isRowLock = word == "UPDATE" && (last == "FOR" || last == "KEY")
                if word == "INTO" || first == "WITH" && changes.contains(word) && !isRowLock { return false }
                words = (first, word)
            case .open:
                continue
            default:
                guard words != nil else { return false }
            }
        }
        return words != nil
    }

    private static let queries: Set<String> = ["SELECT", "VALUES", "TABLE", "WITH"]
    private static let changes: Set<String> = ["INSERT", "UPDATE", "DELETE", "MERGE"]
}
