/// Writes JSON text by appending.
///
/// The writer puts in commas, colons and indentation; the caller sees to it that what it asks for is well-formed: that each
/// begin has its end, and that inside an object each value follows a key. Debug builds check that with assertions.
///
/// Strings are written with the short escapes where JSON has one, `\u00XX` for other control characters, and everything else
/// as it is, slashes and U+2028 included. Doubles are written with the fewest digits that read back as the same value.
public struct JSONWriter: Sendable {
    var bytes: [UInt8]
    let isPretty: Bool
    var depth = 0

    /// Whether a value stands before the next one in the same container.
    var needsComma = false

    /// Whether a key has just been written.
    var isBehindKey = false

    /// Makes a writer.
    ///
    /// - Parameters:
    ///   - pretty: Whether to indent by two spaces per level and put a space behind each colon, as Python's
    ///     `json.dumps(…, indent=2)` does. Otherwise there is no whitespace at all.
    ///   - capacity: How many bytes to make room for at once.
    public init(pretty: Bool = false, reserving capacity: Int = 512) {
        isPretty = pretty
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    /// The number of bytes written so far.
    public var count: Int { bytes.count }

    /// The text written.
    public consuming func finish() -> [UInt8] {
        assert(depth == 0, "An array or object has not been ended.")
        return bytes
    }

    /// Begins an object.
    public mutating func beginObject() {
        begin(ASCII.openBrace)
    }

    /// Ends the innermost object.
    public mutating func endObject() {
        end(ASCII.closeBrace)
    }

    /// Begins an array.
    public mutating func beginArray() {
        begin(ASCII.openBracket)
    }

    /// Ends the innermost array.
    public mutating func endArray() {
        end(ASCII.closeBracket)
    }

    /// Writes the key of an object's next member.
    public mutating func key(_ key: String) {
        assert(!isBehindKey && depth > 0, "A key stands in an object and is followed by a value.")
        beforeValue()
        quoted(key.utf8Span.span)
        afterKey()
    }

    /// Writes the key of an object's next member.
    public mutating func key(_ key: StaticString) {
        assert(!isBehindKey && depth > 0, "A key stands in an object and is followed by a value.")
        beforeValue()
        // A literal lasts for ever, so no copy is made of it.
        let text = unsafe UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount)
        quoted(unsafe text.span)
        afterKey()
    }

    /// Writes a null.
    public mutating func null() {
        literal("null")
    }

    /// Writes a bool.
    public mutating func bool(_ value: Bool) {
        literal(value ? "true" : "false")
    }

    /// Writes a string.
    public mutating func string(_ value: String) {
        beforeValue()
        quoted(value.utf8Span.span)
        needsComma = true
    }

    /// Writes a string.
    public mutating func string(_ value: StaticString) {
        string(value.description)
    }

    /// Writes bytes as they are: one JSON value, which is not checked.
    public mutating func raw(_ value: some Collection<UInt8>) {
        beforeValue()
        bytes.append(contentsOf: value)
        needsComma = true
    }

    private mutating func literal(_ text: StaticString) {
        beforeValue()
        unsafe bytes.append(
            contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        )
        needsComma = true
    }

    private mutating func begin(_ bracket: UInt8) {
        beforeValue()
        bytes.append(bracket)
        depth += 1
        needsComma = false
    }

    private mutating func end(_ bracket: UInt8) {
        assert(depth > 0 && !isBehindKey, "There is no array or object to end.")
        depth = max(depth - 1, 0)
        if isPretty, needsComma {
            newline()
        }
        bytes.append(bracket)
        needsComma = true
    }

    @inline(__always)
    mutating func beforeValue() {
        if needsComma {
            bytes.append(ASCII.comma)
        }
        if isPretty {
            indent()
        }
    }

    @inline(__always)
    mutating func afterKey() {
        bytes.append(ASCII.colon)
        if isPretty {
            bytes.append(ASCII.space)
            isBehindKey = true
        }
        needsComma = false
    }

    private mutating func indent() {
        if isBehindKey {
            isBehindKey = false
        } else if depth > 0 {
            newline()
        }
    }

    private mutating func newline() {
        bytes.append(ASCII.newline)
        for _ in 0..<depth {
            bytes.append(ASCII.space)
            bytes.append(ASCII.space)
        }
    }
}
