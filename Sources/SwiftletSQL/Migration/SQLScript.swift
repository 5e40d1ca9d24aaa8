/// Splits a SQL script into statements.
enum SQLScript {
    /// Returns the statements of a script, without separators and surrounding whitespace.
    ///
    /// The last semicolon is optional. Semicolons are ignored in strings, names, comments and parentheses, and in the body
    /// of a SQLite trigger or of a PostgreSQL function in `BEGIN ATOMIC … END`.
    static func statements(of script: String, dialect: SQLDialect) -> [String] {
        let text = Array(script.utf8)
        var lexer = SQLLexer(text, dialect: dialect)
        var statements: [String] = []
        var current = StatementExtent()
        while true {
            let start = lexer.position
            guard let token = lexer.next() else { break }
            if token == .semicolon, !current.isInside {
                statements.append(current.text(in: text))
                current = StatementExtent()
            } else {
                current.append(token, start..<lexer.position, dialect: dialect)
            }
        }
        statements.append(current.text(in: text))
        return statements.filter { !$0.isEmpty }
    }

    /// Returns whether a text contains only whitespace, comments and semicolons.
    static func isBlank(_ text: String, dialect: SQLDialect) -> Bool {
        text.isEmpty || statements(of: text, dialect: dialect).isEmpty
    }

    /// Returns whether a PostgreSQL statement makes a backslash an escape character in ordinary strings.
    ///
    /// `SET standard_conforming_strings = on`, with which the scripts of `pg_dump` begin, does not.
    static func disablesStandardStrings(_ statement: String) -> Bool {
        let setting = "STANDARD_CONFORMING_STRINGS"
        let text = Array(statement.utf8)
        var lexer = SQLLexer(text, dialect: .postgres)
        var pieces: [String] = []
        while pieces.count < 16 {
            let start = lexer.position
            guard let token = lexer.next() else { break }
            if token != .blank {
                let piece = text[start..<lexer.position].filter { $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\"") }
                pieces.append(String(decoding: piece, as: UTF8.self).uppercased())
            }
        }
        guard let place = pieces.firstIndex(of: setting) else { return false }
        let isSetting = pieces[0] == "SET" || pieces[..<place].contains("SET_CONFIG")
        let value = pieces[(place + 1)...].first { !["=", "TO", ","].contains($0) }
        return isSetting && !["ON", "TRUE", "YES", "1"].contains(value ?? "")
    }

    /// Returns whether a statement begins or ends a transaction.
    static func controlsTransaction(_ statement: String, dialect: SQLDialect) -> Bool {
        var lexer = SQLLexer(Array(statement.utf8), dialect: dialect)
        var isPrepare = false
        while let token = lexer.next() {
            switch token {
            case .blank: continue
            case .word(let word):
                if isPrepare { return word == "TRANSACTION" }
                isPrepare = word == "PREPARE"
                if isPrepare { continue }
                return ["BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE"].contains(word)
            default: return false
            }
        }
        return false
    }
}

/// The extent of the current statement and its nesting depth.
private struct StatementExtent {
    private var range: Range<Int>?
    private var words: [String] = []
    private var parentheses = 0
    private var blocks = 0

    var isInside: Bool { parentheses > 0 || blocks > 0 }

    func text(in script: [UInt8]) -> String {
        range.map { String(decoding: script[$0], as: UTF8.self) } ?? ""
    }

    mutating func append(_ token: SQLLexer.Token, _ place: Range<Int>, dialect: SQLDialect) {
        guard token != .blank else { return }
        range = (range?.lowerBound ?? place.lowerBound)..<place.upperBound
        switch token {
        case .open: parentheses += 1
        case .close: parentheses = max(0, parentheses - 1)
        case .word(let word): append(word, dialect: dialect)
        case .blank, .semicolon, .other: break
        }
    }

    private mutating func append(_ word: String, dialect: SQLDialect) {
        defer {
            // The kind of statement is in the first words; `ATOMIC` counts only directly after `BEGIN`.
            if words.count == 5 { words.remove(at: 4) }
            words.append(word)
        }
        guard hasBody(dialect) else { return }
        switch word {
        case "BEGIN" where dialect == .sqlite, "ATOMIC" where words.last == "BEGIN": blocks += 1
        case "CASE" where blocks > 0: blocks += 1
        case "END": blocks = max(0, blocks - 1)
        default: break
        }
    }

    private func hasBody(_ dialect: SQLDialect) -> Bool {
        guard words.first == "CREATE" else { return false }
        let kinds = dialect == .sqlite ? ["TRIGGER"] : ["FUNCTION", "PROCEDURE"]
        return words.prefix(4).contains { kinds.contains($0) }
    }
}
