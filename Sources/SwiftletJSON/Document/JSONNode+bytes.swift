// Accessors for parsing events: undecoded strings and raw members.

extension JSONNode {
    /// The decoded UTF-8 of a string: a slice of the document's text if the string has no escape.
    package var stringBytes: ArraySlice<UInt8>? {
        let word = word
        switch word.kind {
        case .string:
            return document.bytes[word.offset..<word.offset &+ word.length]
        case .escapedString:
            let bytes = document.bytes
            return JSONParser.unescape(bytes.span, offset: word.offset, length: word.length)[...]
        default:
            return nil
        }
    }

    /// The length of a string that has no escape, and its first, middle and last byte; `nil` for an empty string too.
    package var fingerprint: (count: Int, first: UInt8, middle: UInt8, last: UInt8)? {
        let word = word
        let count = word.length
        guard word.kind == .string, count > 0 else { return nil }
        let bytes = document.bytes
        let start = word.offset
        return (count, bytes[start], bytes[start &+ count &>> 1], bytes[start &+ count &- 1])
    }

    /// Whether the value is a string without escapes that equals a lowercase text, ignoring ASCII case.
    package func equals(lowercased text: String) -> Bool {
        let word = word
        guard word.kind == .string else { return false }
        let expected = text.utf8Span.span
        guard word.length == expected.count else { return false }
        let bytes = document.bytes
        let actual = bytes.span
        if WordScan.matches(actual, at: word.offset, expected) { return true }
        for index in expected.indices {
            let byte = actual[word.offset &+ index]
            if byte == expected[index] { continue }
            // Only letters have a case: otherwise a carriage return would match a hyphen.
            guard byte | 0x20 == expected[index], UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte else { return false }
        }
        return true
    }

    /// Iterates over an object that maps unescaped keys to strings, such as header fields, without decoding them.
    ///
    /// - Parameters:
    ///   - lengths: The lengths of the keys to pass to `body`, as a bit set: bit 4 for keys of four bytes, up to 63.
    ///   - body: Receives the key and the value as nodes.
    /// - Returns: Whether it is such an object. If not, `body` may have been called for some of its members.
    package func forEachStringMember(
        keysOfLengths lengths: UInt64,
        _ body: (_ key: JSONNode, _ value: JSONNode) -> Void
    ) -> Bool {
        let words = document.tape
        let tape = words.span
        guard tape[index].rawKind == TapeWord.Kind.object.rawValue else { return false }
        let end = index &+ tape[index].length
        var cursor = index &+ 2
        while cursor < end {
            let key = tape[cursor]
            let value = tape[cursor &+ 1]
            guard key.rawKind == TapeWord.Kind.string.rawValue, value.isStringWord else { return false }
            if key.length < 64, lengths &>> UInt64(key.length) & 1 == 1 {
                body(JSONNode(document: document, index: cursor), JSONNode(document: document, index: cursor &+ 1))
            }
            cursor &+= 2
        }
        return true
    }

    /// The members of an object in source order, with undecoded keys and duplicates; empty if it is not an object.
    package var rawMembers: JSONRawMembers {
        let word = word
        let end = word.kind == .object ? index + word.length : index + 2
        return JSONRawMembers(document: document, cursor: index + 2, end: end)
    }
}
