/// The strict RFC 8259 parser: one pass over the bytes, no recursion, a tape of token offsets as the result.
enum JSONParser {
    /// Parses one JSON text.
    ///
    /// `text` must not be longer than `TapeWord.maximumLength`. Offsets never decrease, so that one comparison with the
    /// text's length checks the bounds.
    ///
    /// - Throws: `ParseError` for the first thing that is wrong, `.tapeFull` if the tape's capacity does not suffice.
    static func parse(
        _ text: Span<UInt8>,
        into tape: inout OutputSpan<TapeWord>,
        maxDepth: Int
    ) throws(ParseError) {
        var depth = 0
        var container = -1
        var isObject = false
        // The number of complete children of the innermost container; those of the others are in the tape.
        var children = 0
        var cursor = 0
        var scan = BlockScan()

        nextValue: while true {
            // Capacity for a key and a container's two words.
            guard tape.freeCapacity >= 3 else { throw ParseError(.tapeFull, at: cursor) }
            if isObject {
                try key(text, at: &cursor, &scan, into: &tape)
            }
            let first = nextToken(text, at: &cursor)
            switch first {
            case ASCII.quote:
                try string(text, at: &cursor, &scan, into: &tape)
            case ASCII.openBrace, ASCII.openBracket:
                depth &+= 1
                guard depth <= maxDepth else { throw ParseError(.tooDeep, at: cursor) }
                isObject = first == ASCII.openBrace
                if container >= 0 { tape[container &+ 1] = TapeWord(count: children, endOffset: 0) }
                children = 0
                let opened = tape.count
                tape.append(TapeWord(isObject ? .object : .array, offset: cursor, length: container &+ 1))
                tape.append(TapeWord(count: 0, endOffset: 0))
                container = opened
                cursor &+= 1
                guard nextToken(text, at: &cursor) == (isObject ? ASCII.closeBrace : ASCII.closeBracket) else {
                    continue nextValue
                }
            case ASCII.minus, ASCII.zero...ASCII.nine:
                let word: TapeWord
                do {
                    word = try number(text, at: cursor)
                } catch {
                    throw nested(error, depth)
                }
                tape.append(word)
                cursor = word.offset &+ word.length
            case UInt8(ascii: "t"):
                cursor = try literal(text, spelling: "true", kind: .true, at: cursor, into: &tape)
            case UInt8(ascii: "f"):
                cursor = try literal(text, spelling: "false", kind: .false, at: cursor, into: &tape)
            case UInt8(ascii: "n"):
                cursor = try literal(text, spelling: "null", kind: .null, at: cursor, into: &tape)
            default:
                throw ParseError(.expectedValue, at: cursor)
            }

            // After a value, or at the closing bracket of an empty container.
            while container >= 0 {
                let byte = nextToken(text, at: &cursor)
                if byte == ASCII.comma {
                    children &+= 1
                    cursor &+= 1
                    continue nextValue
                }
                guard byte == (isObject ? ASCII.closeBrace : ASCII.closeBracket) else {
                    throw ParseError(isObject ? .expectedCommaInObject : .expectedCommaInArray, at: cursor)
                }
                cursor &+= 1
                let width = tape.count &- container
                if width > 2 {
                    children &+= 1
                }
                tape[container &+ 1] = TapeWord(count: children, endOffset: cursor)
                let outer = tape[container].length &- 1
                tape[container].length = width
                container = outer
                children = outer >= 0 ? tape[outer &+ 1].childCount : 0
                depth &-= 1
                isObject = outer >= 0 && tape[outer].rawKind == TapeWord.Kind.object.rawValue
            }
            cursor = skipWhitespace(text, from: cursor)
            guard cursor == text.count else { throw ParseError(.trailingContent, at: cursor) }
            return
        }
    }

    /// Parses an object key and its colon, with the whitespace before each.
    @inline(__always)
    private static func key(
        _ text: Span<UInt8>,
        at cursor: inout Int,
        _ scan: inout BlockScan,
        into tape: inout OutputSpan<TapeWord>
    ) throws(ParseError) {
        guard nextToken(text, at: &cursor) == ASCII.quote else { throw ParseError(.expectedKey, at: cursor) }
        try string(text, at: &cursor, &scan, into: &tape)
        guard nextToken(text, at: &cursor) == ASCII.colon else { throw ParseError(.expectedColon, at: cursor) }
        cursor &+= 1
    }

    /// Skips whitespace and returns the next byte, or 0 at the end.
    @inline(__always)
    private static func nextToken(_ text: Span<UInt8>, at cursor: inout Int) -> UInt8 {
        guard cursor < text.count else { return 0 }
        let byte = unsafe text[unchecked: cursor]
        guard byte <= ASCII.space else { return byte }
        cursor = skipWhitespace(text, from: cursor)
        return unsafe cursor < text.count ? text[unchecked: cursor] : 0
    }

    @inline(__always)
    private static func literal(
        _ text: Span<UInt8>,
        spelling: StaticString,
        kind: TapeWord.Kind,
        at start: Int,
        into tape: inout OutputSpan<TapeWord>
    ) throws(ParseError) -> Int {
        let length = spelling.utf8CodeUnitCount
        for index in 0..<length {
            guard start &+ index < text.count, unsafe text[start &+ index] == spelling.utf8Start[index] else {
                throw ParseError(.misspelledLiteral, at: start &+ index, token: start)
            }
        }
        tape.append(TapeWord(kind, offset: start, length: length))
        return start &+ length
    }

    private static func nested(_ fault: ParseError, _ depth: Int) -> ParseError {
        var fault = fault
        fault.isNested = depth > 0
        return fault
    }

    /// The offset of the first byte at or after `start` that is not JSON whitespace.
    @inline(never)
    private static func skipWhitespace(_ text: Span<UInt8>, from start: Int) -> Int {
        var cursor = start
        while cursor < text.count {
            switch text[cursor] {
            case ASCII.space:
                // Skip indentation eight bytes at a time.
                while cursor &+ 8 < text.count, WordScan.load(text, at: cursor &+ 1) == WordScan.spaces {
                    cursor &+= 8
                }
                cursor &+= 1
            case ASCII.newline, ASCII.carriageReturn, ASCII.tab:
                cursor &+= 1
            default:
                return cursor
            }
        }
        return cursor
    }
}
