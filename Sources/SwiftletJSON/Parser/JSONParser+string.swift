extension JSONParser {
    /// Checks the string whose opening quote is at `quote` and returns its word.
    @inline(__always)
    static func string(_ text: Span<UInt8>, at quote: Int) throws(JSONFault) -> TapeWord {
        // Most strings are short and plain; they are found here, without a call.
        let start = quote &+ 1
        let plain = WordScan.plainPrefix(text, from: start)
        let end = start &+ plain
        if end < text.count, unsafe text[unchecked: end] == ASCII.quote {
            return TapeWord(.string, offset: start, length: plain)
        }
        return try longString(text, at: quote, from: end)
    }

    /// Checks the rest of a string, from an offset before which all is plain.
    @inline(never)
    private static func longString(
        _ text: Span<UInt8>,
        at quote: Int,
        from plainEnd: Int
    ) throws(JSONFault) -> TapeWord {
        let count = text.count
        let start = quote &+ 1
        var cursor = plainEnd
        var kind = TapeWord.Kind.string
        while true {
            while true {
                let plain = WordScan.plainPrefix(text, from: cursor)
                cursor &+= plain
                if plain < WordScan.width { break }
            }
            guard cursor < count else { throw JSONFault(.unterminatedString, at: count, token: quote) }
            let byte = text[cursor]
            switch byte {
            case ASCII.quote:
                return TapeWord(kind, offset: start, length: cursor &- start)
            case ASCII.backslash:
                cursor = try escape(text, at: cursor, quote: quote)
                kind = .escapedString
            case 0..<ASCII.space:
                throw JSONFault(.controlCharacter, at: cursor)
            case 0x20..<0x80:
                cursor &+= 1
            default:
                let length = UTF8Sequence.length(text, at: cursor)
                guard length > 0 else { throw JSONFault(.invalidUTF8, at: cursor) }
                cursor &+= length
            }
        }
    }

    /// Checks the escape whose backslash is at `backslash` and returns the offset behind it.
    private static func escape(_ text: Span<UInt8>, at backslash: Int, quote: Int) throws(JSONFault) -> Int {
        guard backslash &+ 1 < text.count else {
            throw JSONFault(.unterminatedString, at: text.count, token: quote)
        }
        switch text[backslash &+ 1] {
        case ASCII.quote, ASCII.backslash, ASCII.slash, UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
            UInt8(ascii: "r"), UInt8(ascii: "t"):
            return backslash &+ 2
        case UInt8(ascii: "u"):
            break
        default:
            throw JSONFault(.unknownEscape, at: backslash)
        }
        let unit = try codeUnit(text, at: backslash)
        let next = backslash &+ 6
        switch unit {
        case 0xd800...0xdbff:
            guard next &+ 1 < text.count, text[next] == ASCII.backslash, text[next &+ 1] == UInt8(ascii: "u") else {
                throw JSONFault(.loneSurrogate, at: backslash)
            }
            guard 0xdc00...0xdfff ~= (try codeUnit(text, at: next)) else {
                throw JSONFault(.loneSurrogate, at: backslash)
            }
            return next &+ 6
        case 0xdc00...0xdfff:
            throw JSONFault(.loneSurrogate, at: backslash)
        default:
            return next
        }
    }

    /// The value of the `\uXXXX` at `backslash`.
    private static func codeUnit(_ text: Span<UInt8>, at backslash: Int) throws(JSONFault) -> UInt32 {
        guard let unit = hexQuad(text, at: backslash &+ 2) else {
            throw JSONFault(.malformedUnicodeEscape, at: backslash, token: backslash &+ 1)
        }
        return unit
    }

    /// The value of the four hexadecimal digits at `offset`, or nil if there are not four.
    static func hexQuad(_ text: Span<UInt8>, at offset: Int) -> UInt32? {
        guard offset &+ 4 <= text.count else { return nil }
        var unit: UInt32 = 0
        for index in offset..<offset &+ 4 {
            guard let digit = ASCII.hexValue(text[index]) else { return nil }
            unit = unit &<< 4 | digit
        }
        return unit
    }

    /// The bytes that an escaped string of a checked text stands for.
    static func unescape(_ text: Span<UInt8>, offset: Int, length: Int) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            var result = unsafe OutputSpan(buffer: buffer, initializedCount: 0)
            unescape(text, offset: offset, length: length, into: &result)
            count = unsafe result.finalize(for: buffer)
        }
    }

    /// Appends the bytes that an escaped string of a checked text stands for: at most as many as it is written with.
    static func unescape(
        _ text: Span<UInt8>,
        offset: Int,
        length: Int,
        into result: inout OutputSpan<UInt8>
    ) {
        let end = offset &+ length
        var cursor = offset
        while cursor < end {
            let byte = text[cursor]
            guard byte == ASCII.backslash else {
                if cursor &+ 8 <= end {
                    // The rest of a run of plain bytes, or as much of it as is in the next eight.
                    let run = WordScan.beforeBackslash(text, at: cursor)
                    for place in cursor..<cursor &+ run { result.append(unsafe text[unchecked: place]) }
                    cursor &+= run
                } else {
                    result.append(byte)
                    cursor &+= 1
                }
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
