extension JSONParser {
    /// Validates the string whose opening quote is at `cursor`, appends its word and moves past its closing quote.
    @inline(__always)
    static func string(
        _ text: Span<UInt8>,
        at cursor: inout Int,
        _ scan: inout BlockScan,
        into tape: inout OutputSpan<TapeWord>
    ) throws(ParseError) {
        // Fast path: most strings are plain.
        let start = cursor &+ 1
        let end = scan.plainEnd(text, from: start)
        if end < text.count, unsafe text[unchecked: end] == ASCII.quote {
            tape.append(TapeWord(.string, offset: start, length: end &- start))
            cursor = end &+ 1
        } else {
            let word = try restOfString(text, start: start, from: end, &scan)
            tape.append(word)
            cursor = word.offset &+ word.length &+ 1
        }
    }

    /// Validates the rest of a string after a plain prefix, and returns the string's word.
    @inline(never)
    private static func restOfString(
        _ text: Span<UInt8>,
        start: Int,
        from plainEnd: Int,
        _ scan: inout BlockScan
    ) throws(ParseError) -> TapeWord {
        let count = text.count
        var cursor = plainEnd
        var kind = TapeWord.Kind.string
        while cursor < count {
            let byte = text[cursor]
            switch byte {
            case ASCII.quote:
                return TapeWord(kind, offset: start, length: cursor &- start)
            case ASCII.backslash:
                kind = .escapedString
                guard cursor &+ 1 < count else { throw ParseError(.unterminatedString, at: count, token: start &- 1) }
                switch text[cursor &+ 1] {
                case ASCII.quote, ASCII.backslash, ASCII.slash, UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
                    UInt8(ascii: "r"), UInt8(ascii: "t"):
                    cursor &+= 2
                case UInt8(ascii: "u"):
                    cursor = try unicodeEscape(text, at: cursor)
                default:
                    throw ParseError(.unknownEscape, at: cursor)
                }
            case 0..<ASCII.space:
                throw ParseError(.controlCharacter, at: cursor)
            case 0x20..<0x80:
                // In an incomplete last block.
                cursor &+= 1
            default:
                let length = UTF8Sequence.length(text, at: cursor)
                guard length > 0 else { throw ParseError(.invalidUTF8, at: cursor) }
                cursor &+= length
            }
            cursor = scan.plainEnd(text, from: cursor)
        }
        throw ParseError(.unterminatedString, at: count, token: start &- 1)
    }

    /// Validates the `\uXXXX` or the surrogate pair at `backslash`, and returns the offset after it.
    private static func unicodeEscape(_ text: Span<UInt8>, at backslash: Int) throws(ParseError) -> Int {
        let unit = try codeUnit(text, at: backslash)
        let next = backslash &+ 6
        switch unit {
        case 0xd800...0xdbff:
            guard next &+ 1 < text.count, text[next] == ASCII.backslash, text[next &+ 1] == UInt8(ascii: "u") else {
                throw ParseError(.loneSurrogate, at: backslash)
            }
            guard 0xdc00...0xdfff ~= (try codeUnit(text, at: next)) else {
                throw ParseError(.loneSurrogate, at: backslash)
            }
            return next &+ 6
        case 0xdc00...0xdfff:
            throw ParseError(.loneSurrogate, at: backslash)
        default:
            return next
        }
    }

    /// The value of the `\uXXXX` at `backslash`.
    private static func codeUnit(_ text: Span<UInt8>, at backslash: Int) throws(ParseError) -> UInt32 {
        guard let unit = hexQuad(text, at: backslash &+ 2) else {
            throw ParseError(.malformedUnicodeEscape, at: backslash, token: backslash &+ 1)
        }
        return unit
    }

    /// The value of the four hexadecimal digits at `offset`, or `nil` if there are not four.
    static func hexQuad(_ text: Span<UInt8>, at offset: Int) -> UInt32? {
        guard offset &+ 4 <= text.count else { return nil }
        var unit: UInt32 = 0
        for index in offset..<offset &+ 4 {
            guard let digit = ASCII.hexValue(text[index]) else { return nil }
            unit = unit &<< 4 | digit
        }
        return unit
    }

    /// The unescaped bytes of a string in a validated text.
    static func unescape(_ text: Span<UInt8>, offset: Int, length: Int) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            let bytes = UnsafeMutableRawBufferPointer(buffer)
            var result = unsafe OutputRawSpan(buffer: bytes, initializedCount: 0)
            unescape(text, offset: offset, length: length, into: &result)
            count = unsafe result.finalize(for: bytes)
        }
    }

    /// Appends the unescaped bytes of a string in a validated text: at most as many as the escaped ones.
    static func unescape(
        _ text: Span<UInt8>,
        offset: Int,
        length: Int,
        into result: inout OutputRawSpan
    ) {
        let end = offset &+ length
        var cursor = offset
        while cursor < end {
            if cursor &+ 8 <= end {
                // Copy plain bytes, up to eight at a time.
                let run = WordScan.copyToBackslash(text, at: cursor, into: &result)
                cursor &+= run
                if run == 8 { continue }
            } else if text[cursor] != ASCII.backslash {
                result.append(text[cursor])
                cursor &+= 1
                continue
            }
            let escaped = text[cursor &+ 1]
            cursor &+= 2
            switch escaped {
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "f"): result.append(0x0c)
            case UInt8(ascii: "n"): result.append(ASCII.newline)
            case UInt8(ascii: "r"): result.append(ASCII.carriageReturn)
            case UInt8(ascii: "t"): result.append(ASCII.tab)
            case UInt8(ascii: "u"):
                var scalar = hexQuad(text, at: cursor) ?? 0xfffd
                cursor &+= 4
                if 0xd800...0xdbff ~= scalar {
                    let low = hexQuad(text, at: cursor &+ 2) ?? 0xdc00
                    scalar = 0x10000 &+ (scalar &- 0xd800) &<< 10 &+ (low &- 0xdc00)
                    cursor &+= 6
                }
                for byte in UTF8.encode(Unicode.Scalar(scalar) ?? "\u{fffd}") ?? UTF8.encodedReplacementCharacter {
                    result.append(byte)
                }
            default: result.append(escaped)
            }
        }
    }
}
