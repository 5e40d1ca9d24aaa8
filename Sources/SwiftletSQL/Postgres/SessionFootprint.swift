/// What a statement leaves behind in the session of PostgreSQL, as its text tells.
///
/// A setting, a temporary table, a lock of the session or a subscription would be there for whoever gets the connection
/// next. What cannot be seen here: what a function or a procedure does inside of it, `EXECUTE` of text that was prepared
/// before, and names written with escapes (`U&"set\005fconfig"`).
struct SessionFootprint {
    private enum Argument {
        case outside
        /// Among the arguments of `set_config`, with the parentheses that are open and the tokens of the current argument.
        case inside(depth: Int, tokens: [String])
    }

    private var words: [String] = []
    private var argument = Argument.outside
    private var isTouched = false

    /// Whether the statement may change the session for those who come after it.
    static func isTouched(by text: String) -> Bool {
        var footprint = SessionFootprint()
        let bytes = Array(text.utf8)
        var lexer = SQLLexer(bytes, dialect: .postgres)
        var start = 0
        while !footprint.isTouched, let token = lexer.next() {
            footprint.take(token, bytes[start..<lexer.position])
            start = lexer.position
        }
        return footprint.isTouched
    }

    private mutating func take(_ token: SQLLexer.Token, _ text: ArraySlice<UInt8>) {
        switch (argument, token) {
        case (_, .blank):
            return
        case (.inside(1, let tokens), .close):
            // The third argument says whether the setting ends with the transaction. Only the plain word is sure to.
            isTouched = tokens != ["TRUE"]
            argument = .outside
        case (.inside(let depth, let tokens), _):
            takeArgument(token, text: text, depth: depth, tokens: tokens)
        case (.outside, .word(let word)):
            take(word)
        case (.outside, .open) where words.last == "SET_CONFIG":
            argument = .inside(depth: 1, tokens: [])
        case (.outside, .semicolon):
            words = []
        case (.outside, _):
            // The name of a setting or a statement in quotes. Elsewhere it only separates two words.
            isTouched = words == ["SET"] || words == ["PREPARE"]
            words.append("")
            if let name = Self.quotedName(text) { takeName(name) }
        }
    }

    private mutating func takeArgument(
        _ token: SQLLexer.Token,
        text: ArraySlice<UInt8>,
        depth: Int,
        tokens: [String]
    ) {
        switch token {
        case .open: argument = .inside(depth: depth + 1, tokens: tokens + ["("])
        case .close: argument = .inside(depth: depth - 1, tokens: tokens + [")"])
        case .word(let word): argument = .inside(depth: depth, tokens: tokens + [word])
        case _ where depth == 1 && text.elementsEqual(",".utf8): argument = .inside(depth: 1, tokens: [])
        default: argument = .inside(depth: depth, tokens: tokens + [""])
        }
    }

    /// The name in double quotes as it would be written without, nil where it is no such name.
    ///
    /// One with capitals is another name than the one without.
    private static func quotedName(_ text: ArraySlice<UInt8>) -> String? {
        guard text.count > 2, text.first == UInt8(ascii: "\""), text.last == UInt8(ascii: "\"") else { return nil }
        let name = text.dropFirst().dropLast()
        guard name.allSatisfy({ !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) else { return nil }
        return String(decoding: name, as: UTF8.self).uppercased()
    }

    /// Takes a name in quotes, which is no keyword.
    private mutating func takeName(_ name: String) {
        if name == "SET_CONFIG" { words[words.count - 1] = name }
        isTouched = isTouched || name == "PG_TEMP" || Self.functions.contains(name)
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
            isTouched = Self.functions.contains(word)
        }
    }

    private static let precedesTemporary: Set<String> = ["OR", "REPLACE", "LOCAL", "GLOBAL"]

    /// Functions that take a lock of the session or change a setting of it.
    private static let functions: Set<String> = [
        "PG_ADVISORY_LOCK", "PG_ADVISORY_LOCK_SHARED", "PG_TRY_ADVISORY_LOCK", "PG_TRY_ADVISORY_LOCK_SHARED",
        "SETSEED", "SET_LIMIT",
    ]
}
