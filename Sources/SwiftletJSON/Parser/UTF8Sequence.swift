/// Well-formed UTF-8 by table 3-7 of the Unicode standard.
enum UTF8Sequence {
    /// The length of the well-formed sequence of two to four bytes at `offset`, or 0 if there is none.
    static func length(_ text: Span<UInt8>, at offset: Int) -> Int {
        let lead = text[offset]
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xbf
        switch lead {
        case 0xc2...0xdf: length = 2
        case 0xe0: (length, second) = (3, 0xa0...0xbf)
        case 0xed: (length, second) = (3, 0x80...0x9f)
        case 0xe1...0xef: length = 3
        case 0xf0: (length, second) = (4, 0x90...0xbf)
        case 0xf1...0xf3: length = 4
        case 0xf4: (length, second) = (4, 0x80...0x8f)
        default: return 0
        }
        guard offset &+ length <= text.count, second ~= text[offset &+ 1] else { return 0 }
        for index in offset &+ 2..<offset &+ length where text[index] & 0xc0 != 0x80 {
            return 0
        }
        return length
    }

    /// The reason of Python's decoder for the malformed sequence at `offset`.
    static func pythonReason(_ text: Span<UInt8>, at offset: Int) -> String {
        let lead = text[offset]
        let length =
            switch lead {
            case 0xc2...0xdf: 2
            case 0xe0...0xef: 3
            case 0xf0...0xf4: 4
            default: 0
            }
        guard length > 0 else { return "invalid start byte" }
        // A truncated sequence at the end of the text is well-formed so far.
        var completed: [UInt8] = []
        for index in offset..<min(offset + length, text.count) { completed.append(text[index]) }
        guard completed.count < length else { return "invalid continuation byte" }
        let ranges: [UInt8: UInt8] = [0xe0: 0xa0, 0xf0: 0x90]
        while completed.count < length {
            completed.append(completed.count == 1 ? ranges[lead] ?? 0x80 : 0x80)
        }
        return Self.length(completed.span, at: 0) > 0 ? "unexpected end of data" : "invalid continuation byte"
    }
}
