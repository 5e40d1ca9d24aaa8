/// Parses the statements of a `.env` file, see ``DotEnvironment``.
struct DotEnvironmentReader {
    /// A syntax error.
    enum Fault: Error, Hashable {
        case notAnAssignment
        case textAfterQuote
        case unterminatedQuote

        /// The error message.
        func sentence(line: Int) -> String {
            switch self {
            case .notAnAssignment: "Line \(line) is not in the form NAME=value."
            case .textAfterQuote: "Line \(line): only a comment may follow a quoted value."
            case .unterminatedQuote: "Line \(line): unterminated quote; the rest of the file is ignored."
            }
        }
    }

    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var line = 1

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        // Some editors add a byte order mark.
        if scalars.first == "\u{FEFF}" { position = 1 }
    }

    /// Skips white space and comments.
    ///
    /// - Returns: The line number of the next statement; `nil` at the end.
    mutating func skipToStatement() -> Int? {
        while let scalar = peek {
            if scalar == "#" {
                skipLine()
            } else if scalar.properties.isWhitespace {
                advance()
            } else {
                return line
            }
        }
        return nil
    }

    /// Skips the rest of the line.
    mutating func skipLine() {
        while peek != nil, !isAtLineEnd { advance() }
    }

    /// Parses an assignment up to the end of its line.
    mutating func readAssignment() throws(Fault) -> (name: String, value: String) {
        var name = readName()
        if name == "export", peek?.properties.isWhitespace == true, !isAtLineEnd {
            skipSpaces()
            name = readName()
        }
        skipSpaces()
        guard !name.isEmpty, peek == "=" else { throw .notAnAssignment }
        advance()
        let start = position
        skipSpaces()
        guard let quote = peek, quote == "\"" || quote == "'" else {
            // As in a value, `#` after white space starts a comment.
            position = start
            return (name, readUnquoted())
        }
        let value = try readQuoted(quote)
        skipSpaces()
        if peek == "#" { skipLine() }
        guard peek == nil || isAtLineEnd else { throw .textAfterQuote }
        return (name, value)
    }

    private mutating func readName() -> String {
        var name = String.UnicodeScalarView()
        while let scalar = peek, scalar.isASCII,
            scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_"
        {
            name.append(scalar)
            advance()
        }
        return String(name)
    }

    private mutating func readUnquoted() -> String {
        var value = String.UnicodeScalarView()
        // Trailing white space is not part of the value.
        var spaces = String.UnicodeScalarView()
        while let scalar = peek, !isAtLineEnd {
            if scalar.properties.isWhitespace {
                spaces.append(scalar)
            } else if scalar == "#", !spaces.isEmpty {
                skipLine()
                break
            } else {
                if !value.isEmpty { value.append(contentsOf: spaces) }
                value.append(scalar)
                spaces = String.UnicodeScalarView()
            }
            advance()
        }
        return String(value)
    }

    private mutating func readQuoted(_ quote: Unicode.Scalar) throws(Fault) -> String {
        advance()
        var value = String.UnicodeScalarView()
        while let scalar = peek {
            advance()
            if scalar == quote { return String(value) }
            // Normalize line endings to a line feed.
            if scalar == "\r", peek == "\n" { continue }
            guard scalar == "\\", let escaped = peek else {
                value.append(scalar)
                continue
            }
            advance()
            if let meaning = Self.meaning(of: escaped, in: quote) {
                value.append(meaning)
            } else {
                value.append(scalar)
                value.append(escaped)
            }
        }
        throw .unterminatedQuote
    }

    private static func meaning(of escaped: Unicode.Scalar, in quote: Unicode.Scalar) -> Unicode.Scalar? {
        switch escaped {
        case "\\", "'": escaped
        case _ where quote == "'": nil
        case "\"": escaped
        case "n": "\n"
        case "r": "\r"
        case "t": "\t"
        case "a": "\u{7}"
        case "b": "\u{8}"
        case "f": "\u{C}"
        case "v": "\u{B}"
        default: nil
        }
    }

    // MARK: - Scalars

    private var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private var isAtLineEnd: Bool { peek == "\n" || peek == "\r" }

    private mutating func advance() {
        // CRLF is one line ending.
        let scalar = scalars[position]
        position += 1
        if scalar == "\n" || scalar == "\r" && peek != "\n" { line += 1 }
    }

    private mutating func skipSpaces() {
        while let scalar = peek, scalar.properties.isWhitespace, !isAtLineEnd { advance() }
    }
}
