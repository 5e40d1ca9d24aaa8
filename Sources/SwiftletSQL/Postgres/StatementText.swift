/// What the keywords of a statement for PostgreSQL say about it.
enum StatementText {
    /// Whether a failure of the transaction around the statement undoes it.
    ///
    /// Judged by the first word: `CALL`, `DO`, `COMMIT`, `VACUUM` and whatever else is no query may have committed.
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

    /// Whether `DECLARE … CURSOR FOR` accepts the statement.
    ///
    /// It rejects statements that change data, also inside of `WITH`, and a failure would abort the transaction. In doubt
    /// the answer is no: `WITH` together with a column that is named `delete`, say.
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
