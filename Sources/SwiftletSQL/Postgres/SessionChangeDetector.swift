/// Detects changes of the session state by the text of a statement.
///
/// Settings, temporary tables, session-level locks and subscriptions would affect the next user of the connection. Not
/// detected are changes inside of functions and procedures, `EXECUTE` of text that was prepared before, and names
/// written with escapes (`U&"set\005fconfig"`).
struct SessionChangeDetector {
    private enum Argument {
        case outside
        /// In the arguments of `set_config`, with the number of open parentheses and the tokens of the current argument.
        case inside(depth: Int, tokens: [String])
    }

    private var words: [String] = []
    private var argument = Argument.outside
    private var isModified = false

    /// Returns whether the statement may change the session state.
    static func modifiesSession(_ text: String) -> Bool {
        var detector = SessionChangeDetector()
        let bytes = Array(text.utf8)
        var lexer = SQLLexer(bytes, dialect: .postgres)
        var start = 0
        while !detector.isModified, let token = lexer.next() {
            detector.process(token, bytes[start..<lexer.position])
            start = lexer.position
        }
        return detector.isModified
    }

    private mutating func process(_ token: SQLLexer.Token, _ text: ArraySlice<UInt8>) {
        switch (argument, token) {
        case (_, .blank):
            return
        case (.inside(1, let tokens), .close):
            // The third argument determines whether the setting is local to the transaction. Only the literal is certain.
            isModified = tokens != ["TRUE"]
            argument = .outside
        case (.inside(let depth, let tokens), _):
            processArgument(token, text: text, depth: depth, tokens: tokens)
        case (.outside, .word(let word)):
            process(word)
        case (.outside, .open) where words.last == "SET_CONFIG":
            argument = .inside(depth: 1, tokens: [])
        case (.outside, .semicolon):
            words = []
        case (.outside, _):
            // A quoted name of a setting or a prepared statement. Elsewhere it only separates two words.
            isModified = words == ["SET"] || words == ["PREPARE"]
            words.append("")
            if let name = Self.quotedName(text) { processName(name) }
        }
    }

    private mutating func processArgument(
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

    /// Returns the quoted name as it would be written without quotes, or `nil` if that is impossible.
    ///
    /// A quoted name with uppercase letters differs from the unquoted one.
    private static func quotedName(_ text: ArraySlice<UInt8>) -> String? {
        guard text.count > 2, text.first == UInt8(ascii: "\""), text.last == UInt8(ascii: "\"") else { return nil }
        let name = text.dropFirst().dropLast()
        guard name.allSatisfy({ !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) else { return nil }
        return String(decoding: name, as: UTF8.self).uppercased()
    }

    /// Handles a quoted name, which is not a keyword.
    private mutating func processName(_ name: String) {
        if name == "SET_CONFIG" { words[words.count - 1] = name }
        isModified = isModified || name == "PG_TEMP" || Self.functions.contains(name)
    }

    private mutating func process(_ word: String) {
        let before = words.last
        let command = words.first
        words.append(word)
        switch (command, before, word) {
        case (nil, _, "RESET"), (nil, _, "LISTEN"), (nil, _, "LOAD"), (nil, _, "DO"), (nil, _, "DISCARD"),
            (nil, _, "DEALLOCATE"):
            isModified = true
        case ("SET", "SET", _) where words.count == 2:
            isModified = !["LOCAL", "TRANSACTION", "CONSTRAINTS"].contains(word)
        case ("PREPARE", "PREPARE", _) where words.count == 2:
            isModified = word != "TRANSACTION"
        case ("DECLARE", "WITH", "HOLD"):
            isModified = true
        case ("CREATE", _, "TEMP"), ("CREATE", _, "TEMPORARY"):
            // After the kind of object, the word is a name.
            isModified = words.dropFirst().dropLast().allSatisfy(Self.precedesTemporary.contains)
        case (_, "INTO", "TEMP"), (_, "INTO", "TEMPORARY"):
            isModified = true
        case (_, _, "PG_TEMP"):
            isModified = true
        default:
            isModified = Self.functions.contains(word)
        }
    }

    private static let precedesTemporary: Set<String> = ["OR", "REPLACE", "LOCAL", "GLOBAL"]

    /// Functions that acquire a session-level lock or change a setting of the session.
    private static let functions: Set<String> = [
        "PG_ADVISORY_LOCK", "PG_ADVISORY_LOCK_SHARED", "PG_TRY_ADVISORY_LOCK", "PG_TRY_ADVISORY_LOCK_SHARED",
        "SETSEED", "SET_LIMIT",
    ]
}
