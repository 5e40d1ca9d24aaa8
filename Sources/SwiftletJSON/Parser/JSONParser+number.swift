extension JSONParser {
    /// Validates the number at `start`, a minus sign or a digit, and returns its word.
    static func number(_ text: Span<UInt8>, at start: Int) throws(ParseError) -> TapeWord {
        let count = text.count
        var cursor = start
        var kind = TapeWord.Kind.integer
        if text[cursor] == ASCII.minus {
            cursor &+= 1
        }
        guard cursor < count, ASCII.isDigit(text[cursor]) else {
            throw ParseError(.numberWithoutDigits, at: cursor, token: start)
        }
        if text[cursor] == ASCII.zero {
            cursor &+= 1
            if cursor < count, ASCII.isDigit(text[cursor]) {
                throw ParseError(.leadingZero, at: cursor)
            }
        } else {
            cursor = skipDigits(text, from: cursor &+ 1)
        }
        if cursor < count, text[cursor] == ASCII.dot {
            let fraction = cursor &+ 1
            kind = .decimal
            cursor = skipDigits(text, from: fraction)
            guard cursor > fraction else {
                throw ParseError(.fractionWithoutDigits, at: cursor, token: fraction &- 1)
            }
        }
        if cursor < count, text[cursor] | 0x20 == UInt8(ascii: "e") {
            let mark = cursor
            kind = .decimal
            cursor &+= 1
            if cursor < count, text[cursor] == ASCII.plus || text[cursor] == ASCII.minus {
                cursor &+= 1
            }
            let exponent = cursor
            cursor = skipDigits(text, from: exponent)
            guard cursor > exponent else {
                throw ParseError(.exponentWithoutDigits, at: cursor, token: mark)
            }
        }
        return TapeWord(kind, offset: start, length: cursor &- start)
    }

    @inline(__always)
    private static func skipDigits(_ text: Span<UInt8>, from start: Int) -> Int {
        var cursor = start
        while cursor < text.count, ASCII.isDigit(text[cursor]) {
            cursor &+= 1
        }
        return cursor
    }
}
