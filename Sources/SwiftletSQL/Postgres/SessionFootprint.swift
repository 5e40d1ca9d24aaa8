/// What a statement leaves behind in the session of PostgreSQL, as its text tells.
///
/// A setting, a temporary table, a lock of the session or a subscription would be there for whoever gets the connection
/// next. What a function does inside of it does not show here.
struct SessionFootprint {
    private enum Argument {
        case outside
        /// Among the arguments of `set_config`, with the parentheses that are open and the last word seen.
        case inside(depth: Int, last: String?)
    }

    private var words: [String] = []
    private var argument = Argument.outside
    private var isTouched = false

    /// Whether the statement may change the session for those who come after it.
    static func isTouched(by text: String) -> Bool {
        var footprint = SessionFootprint()
        var lexer = SQLLexer(Array(text.utf8), dialect: .postgres)
        while !footprint.isTouched, let token = lexer.next() {
            footprint.take(token)
        }
        return footprint.isTouched
    }

    /// Whether the statement commits nothing itself, so that a failure of the implicit transaction around it undoes it.
    ///
    /// Told by its first word: `CALL`, `DO`, `COMMIT`, `VACUUM` and whatever else is no query may have committed.
    static func isTransactional(_ text: String) -> Bool {
        var lexer = SQLLexer(Array(text.utf8), dialect: .postgres)
        while let token = lexer.next() {
            switch token {
            case .blank, .open: continue
            case .word(let word): return queries.contains(word)
            default: return false
            }
        }
        return true
    }

    private static let queries: Set<String> = [
        "SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "WITH", "VALUES", "TABLE",
    ]

    private mutating func take(_ token: SQLLexer.Token) {
        switch (argument, token) {
        case (_, .blank):
            return
        case (.inside(let depth, let last), .open):
            argument = .inside(depth: depth + 1, last: last)
        case (.inside(1, let last), .close):
            // The third argument says whether the setting ends with the transaction.
            isTouched = last != "TRUE"
            argument = .outside
        case (.inside(let depth, _), .close):
            argument = .inside(depth: depth - 1, last: nil)
        case (.inside(let depth, _), .word(let word)):
            argument = .inside(depth: depth, last: word)
        case (.inside(let depth, _), _):
            argument = .inside(depth: depth, last: nil)
        case (.outside, .word(let word)):
            take(word)
        case (.outside, .open) where words.last == "SET_CONFIG":
            argument = .inside(depth: 1, last: nil)
        case (.outside, .semicolon):
            words = []
        case (.outside, _):
            // The name of a setting in quotes. Elsewhere it only keeps two words from being taken for neighbours.
            isTouched = words == ["SET"]
            words.append("")
        }
    }

    private mutating func take(_ word: String) {
        let before = words.last
        let command = words.first
        words.append(word)
        switch (command, before, word) {
        case (nil, _, "RESET"), (nil, _, "LISTEN"), (nil, _, "LOAD"), (nil, _, "DO"), (nil, _, "DISCARD"),
            (nil, _, "DEALLOCATE"):
            isTouched = true
        case ("SET", "SET", _) where words.count == 2:
            isTouched = !["LOCAL", "TRANSACTION", "CONSTRAINTS"].contains(word)
        case ("PREPARE", "PREPARE", _) where words.count == 2:
            isTouched = word != "TRANSACTION"
        case ("DECLARE", "WITH", "HOLD"):
            isTouched = true
        case ("CREATE", _, "TEMP"), ("CREATE", _, "TEMPORARY"):
            // Behind the kind of object the word is a name.
            isTouched = words.dropFirst().dropLast().allSatisfy(Self.precedesTemporary.contains)
        case (_, "INTO", "TEMP"), (_, "INTO", "TEMPORARY"):
            isTouched = true
        case (_, _, "PG_TEMP"):
            isTouched = true
        default:
            isTouched = Self.locks.contains(word)
        }
    }

    private static let precedesTemporary: Set<String> = ["OR", "REPLACE", "LOCAL", "GLOBAL"]
    private static let locks: Set<String> = [
        "PG_ADVISORY_LOCK", "PG_ADVISORY_LOCK_SHARED", "PG_TRY_ADVISORY_LOCK", "PG_TRY_ADVISORY_LOCK_SHARED",
    ]
}
