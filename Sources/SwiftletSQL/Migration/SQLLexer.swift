/// A lexer for SQL that recognizes just enough tokens to find the end of a statement.
struct SQLLexer {
    enum Token: Equatable {
        /// Whitespace or a comment.
        case blank
        /// A keyword or unquoted name, in uppercase.
        case word(String)
        case semicolon
        case open
        case close
        /// A string, a quoted name, an operator or a number.
        case other
    }

    private let text: [UInt8]
    private let dialect: SQLDialect
    private(set) var position = 0

    init(_ text: [UInt8], dialect: SQLDialect) {
        self.text = text
        self.dialect = dialect
    }

    /// Consumes the next token and returns it, or `nil` at the end of the text.
    mutating func next() -> Token? {
        guard let byte = peek(0) else { return nil }
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), 0x0C:
            position += 1
            return .blank
        case UInt8(ascii: "-") where peek(1) == byte:
            skipLine()
            return .blank
        case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"):
            skipBlockComment()
            return .blank
        case UInt8(ascii: ";"):
            position += 1
            return .semicolon
        case UInt8(ascii: "("):
            position += 1
            return .open
        case UInt8(ascii: ")"):
            position += 1
            return .close
        case UInt8(ascii: "'"):
            skipQuoted(byte, hasBackslashes: false)
            return .other
        case UInt8(ascii: "\""):
            skipQuoted(byte, hasBackslashes: false)
            return .other
        case UInt8(ascii: "`") where dialect == .sqlite:
            skipQuoted(byte, hasBackslashes: false)
            return .other
        case UInt8(ascii: "[") where dialect == .sqlite:
            skip(to: UInt8(ascii: "]"))
            return .other
        case UInt8(ascii: "$") where dialect == .postgres:
            skipDollarQuoted()
            return .other
        default:
            return word() ?? other()
        }
    }

    private func peek(_ offset: Int) -> UInt8? {
        position + offset < text.count ? text[position + offset] : nil
    }

    private mutating func other() -> Token {
        position += 1
        return .other
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 0x80...:
            true
        default:
            false
        }
    }

    static func continuesWord(_ byte: UInt8) -> Bool {
        isWord(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "$")
    }

    private static func uppercased(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte - 0x20 : byte
    }

    private mutating func word() -> Token? {
        guard let first = peek(0), Self.isWord(first) else { return nil }
        let start = position
        while let byte = peek(0), Self.continuesWord(byte) {
            position += 1
        }
        // ASCII letters only: `uppercased()` would turn the name `begın` into the keyword BEGIN.
        let word = String(decoding: text[start..<position].map(Self.uppercased), as: UTF8.self)
        // `E'it\'s'`: only with this prefix does a backslash escape the quote.
        if dialect == .postgres, word == "E", peek(0) == UInt8(ascii: "'") {
            skipQuoted(UInt8(ascii: "'"), hasBackslashes: true)
            while let continuation = continuedString() {
                position = continuation
                skipQuoted(UInt8(ascii: "'"), hasBackslashes: true)
            }
            return .other
        }
        return .word(word)
    }

    /// Returns the position at which the string that just ended continues: a quote after whitespace with a line break.
    ///
    /// Line comments count as whitespace there
    /// ([String Constants](https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-STRINGS)).
    private func continuedString() -> Int? {
        var lookahead = self
        var hasLineBreak = false
        while let byte = lookahead.peek(0) {
            switch byte {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                hasLineBreak = true
                lookahead.position += 1
            case UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0B, 0x0C:
                lookahead.position += 1
            case UInt8(ascii: "-") where lookahead.peek(1) == byte:
                lookahead.skipLine()
            case UInt8(ascii: "'") where hasLineBreak:
                return lookahead.position
            default:
                return nil
            }
        }
        return nil
    }

    /// Skips a line comment.
    ///
    /// PostgreSQL also ends it at a carriage return, SQLite only at a line feed.
    private mutating func skipLine() {
        while let byte = peek(0), byte != UInt8(ascii: "\n") {
            if byte == UInt8(ascii: "\r"), dialect == .postgres { return }
            position += 1
        }
    }

    /// Skips a block comment.
    ///
    /// PostgreSQL's comments nest, SQLite's do not.
    private mutating func skipBlockComment() {
        var depth = 0
        while let byte = peek(0) {
            if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*"), depth == 0 || dialect == .postgres {
                depth += 1
                position += 2
            } else if byte == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
                depth -= 1
                position += 2
                if depth == 0 { return }
            } else {
                position += 1
            }
        }
    }

    /// Skips a quoted string or name.
    ///
    /// A doubled quote ends one and starts the next, which has the same effect.
    private mutating func skipQuoted(_ quote: UInt8, hasBackslashes: Bool) {
        position += 1
        while let byte = peek(0) {
            position += 1
            if byte == UInt8(ascii: "\\"), hasBackslashes {
                position += 1
            } else if byte == quote {
                guard hasBackslashes, peek(0) == quote else { return }
                position += 1
            }
        }
        position = min(position, text.count)
    }

    private mutating func skip(to end: UInt8) {
        while let byte = peek(0) {
            position += 1
            if byte == end { return }
        }
    }

    /// Skips `$$ … $$` or `$name$ … $name$`.
    ///
    /// A single dollar sign, as in `$1`, is a token by itself.
    private mutating func skipDollarQuoted() {
        var end = position + 1
        while end < text.count, Self.continuesWord(text[end]), text[end] != UInt8(ascii: "$") {
            end += 1
        }
        let isTag = end < text.count && text[end] == UInt8(ascii: "$")
        let startsLikeName = end == position + 1 || Self.isWord(text[position + 1])
        guard isTag, startsLikeName else {
            position += 1
            return
        }
        let delimiter = text[position...end]
        position = end + 1
        while position < text.count {
            if text[position...].starts(with: delimiter) {
                position += delimiter.count
                return
            }
            position += 1
        }
    }
}
