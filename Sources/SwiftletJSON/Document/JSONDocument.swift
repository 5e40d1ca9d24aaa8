/// A parsed JSON text: the bytes and a tape of token offsets.
///
/// ```swift
/// func messageID(of event: [UInt8]) throws -> String? {
///     let document = try JSONDocument(parsing: event)
///     return document.root["Records"]?[0]?["messageId"]?.string
/// }
/// ```
///
/// Parsing validates the whole text by [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259) and allocates only the tape;
/// strings and numbers are decoded on access. A document is immutable, and its nodes retain it.
///
/// The parser is strict: it rejects a byte order mark, malformed UTF-8, lone surrogates, comments, trailing commas,
/// `NaN` and `Infinity`. Duplicate keys are allowed: the last one wins.
public final class JSONDocument: Sendable {
    let bytes: [UInt8]
    let tape: [TapeWord]

    /// Parses a whole JSON text.
    ///
    /// - Parameters:
    ///   - bytes: The UTF-8 text: one value, optionally surrounded by whitespace.
    ///   - limits: The limits of depth and size.
    /// - Throws: `JSONError` for the first thing that is wrong with the text.
    public init(parsing bytes: [UInt8], limits: JSONLimits = .default) throws(JSONError) {
        self.bytes = bytes
        do {
            tape = try Self.tape(of: bytes, limits: limits)
        } catch {
            throw JSONError(error, in: bytes, limits: limits)
        }
    }

    /// The root value.
    public var root: JSONNode { JSONNode(document: self, index: 0) }

    private static func tape(of bytes: [UInt8], limits: JSONLimits) throws(ParseError) -> [TapeWord] {
        guard bytes.count <= limits.maxBytes else { throw ParseError(.tooLarge, at: 0) }
        if bytes.count >= 3, bytes[0] == 0xef, bytes[1] == 0xbb, bytes[2] == 0xbf {
            throw ParseError(.byteOrderMark, at: 0)
        }
        // The maximum: a scalar takes one word and at least one byte, a closed container two of each, an open one a
        // word more than its byte. Texts are rarely that dense, so a long one first gets a quarter of that.
        let enough = bytes.count + min(bytes.count, limits.maxDepth) + 4
        if bytes.count > 256 {
            do {
                return try tape(of: bytes, capacity: bytes.count / 4 + 64, limits: limits)
            } catch {
                guard error.kind == .tapeFull else { throw error }
            }
        }
        return try tape(of: bytes, capacity: enough, limits: limits)
    }

    private static func tape(
        of bytes: [UInt8],
        capacity: Int,
        limits: JSONLimits
    ) throws(ParseError) -> [TapeWord] {
        let text = bytes.span
        // Like `init(capacity:initializingWith:)`, whose allocation is not specialized for the type.
        var tape: [TapeWord] = []
        try tape.append(addingCapacity: capacity) { (output) throws(ParseError) in
            try JSONParser.parse(text, into: &output, maxDepth: limits.maxDepth)
        }
        return tape
    }
}

// Functions called by the inlinable lookups and scalar accessors of a node. None of them releases an existing reference:
// with `releasenone` the compiler retains the document once for a chain of lookups.
extension JSONDocument {
    /// The tape index of the last value with the key, or -1 if the value at `index` has none.
    @usableFromInline @_effects(releasenone)
    func member(of index: Int, named key: String) -> Int {
        guard tape[index].rawKind == TapeWord.Kind.object.rawValue else { return -1 }
        // Like `utf8Span`, which is a call into the standard library instead of a few instructions.
        let found = unsafe key.utf8.withContiguousStorageIfAvailable { bytes in
            member(of: index, named: unsafe bytes.span)
        }
        return found ?? -1
    }

    /// The string at a tape index, or `nil` if the value is of another kind.
    @usableFromInline @_effects(releasenone)
    func string(at index: Int) -> String? {
        let word = tape[index]
        return word.isStringWord ? string(word) : nil
    }

    /// The bool at a tape index, or `nil` if the value is of another kind.
    @usableFromInline @_effects(releasenone)
    func bool(at index: Int) -> Bool? {
        switch tape[index].kind {
        case .true: true
        case .false: false
        default: nil
        }
    }

    /// The integer at a tape index, or `nil` if the value is of another kind or does not fit.
    @usableFromInline @_effects(releasenone)
    func int64(at index: Int) -> Int64? {
        let word = tape[index]
        guard word.kind == .integer else { return nil }
        let bytes = bytes
        return NumberText.int64(bytes.span, offset: word.offset, length: word.length)
    }
}

extension JSONDocument {
    /// The string of the word.
    func string(_ word: TapeWord) -> String {
        let bytes = bytes
        if word.rawKind == TapeWord.Kind.escapedString.rawValue {
            return unsafe String(unsafeUninitializedCapacity: word.length) { buffer in
                let bytesOfString = UnsafeMutableRawBufferPointer(buffer)
                var result = unsafe OutputRawSpan(buffer: bytesOfString, initializedCount: 0)
                JSONParser.unescape(bytes.span, offset: word.offset, length: word.length, into: &result)
                return unsafe result.finalize(for: bytesOfString)
            }
        }
        let text = bytes.span.extracting(word.offset..<word.offset + word.length)
        // The parser has validated the UTF-8 of every string.
        return unsafe String(copying: UTF8Span(unchecked: text))
    }

    /// Whether the word's string has exactly these bytes.
    ///
    /// Not inlined, to keep the loops that call it short.
    @inline(never)
    func string(_ word: TapeWord, equals other: Span<UInt8>) -> Bool {
        if word.rawKind == TapeWord.Kind.string.rawValue {
            guard word.length == other.count else { return false }
            let bytes = bytes
            return WordScan.matches(bytes.span, at: word.offset, other)
        }
        return escapedString(word, equals: other)
    }

    private func escapedString(_ word: TapeWord, equals other: Span<UInt8>) -> Bool {
        // An escape is always longer than its value.
        guard word.length > other.count else { return false }
        let bytes = bytes
        let unescaped = JSONParser.unescape(bytes.span, offset: word.offset, length: word.length)
        return unescaped.count == other.count && WordScan.matches(unescaped.span, at: 0, other)
    }

    /// The tape index of the last value with the key, or -1 if the object at `index` has no such key.
    @inline(__always)
    func member(of index: Int, named key: Span<UInt8>) -> Int {
        guard key.count <= TapeWord.maximumLength else { return -1 }
        let words = tape
        let tape = words.span
        let bytes = bytes
        let text = bytes.span
        // Kind and length are compared together, then the first byte, which for an empty key is the closing quote:
        // sufficient for most keys.
        let wanted = TapeWord(.string, offset: 0, length: key.count).shape
        let first = key.isEmpty ? ASCII.quote : key[0]
        var cursor = index &+ 2
        let end = index &+ tape[index].length
        var found = -1
        while cursor < end {
            // The parser guarantees that a value follows each key, and that an object is within the tape.
            let word = unsafe tape[unchecked: cursor]
            let value = cursor &+ 1
            if word.shape == wanted {
                if text[word.offset] == first, string(word, equals: key) { found = value }
            } else if word.isEscapedKey {
                if string(word, equals: key) { found = value }
            }
            cursor = value &+ (unsafe tape[unchecked: value]).width
        }
        return found
    }
}
