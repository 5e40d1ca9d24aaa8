/// Writes JSON text by appending.
///
/// ```swift
/// var writer = JSONWriter()
/// writer.beginObject()
/// writer.key("x")
/// try writer.double(x)
/// writer.key("y")
/// try writer.double(y)
/// writer.endObject()
/// let text = writer.finish()
/// ```
///
/// The writer adds commas, colons and indentation. The caller must balance begin and end calls, and write a key before
/// each value in an object; debug builds assert this.
///
/// Strings are written with JSON's short escapes, `\u00XX` for other control characters, and everything else unchanged,
/// including slashes and U+2028. Doubles are written with their shortest round-trip digits.
public struct JSONWriter: Sendable {
    var bytes: TextBuffer
    let isPretty: Bool
    var depth = 0

    /// Whether the next value needs a preceding comma.
    var needsComma = false

    /// Whether a key has just been written.
    var isAfterKey = false

    /// Creates a writer.
    ///
    /// - Parameters:
    ///   - pretty: Whether to indent by two spaces per level and add a space after each colon, like Python's
    ///     `json.dumps(…, indent=2)`. Otherwise there is no whitespace.
    ///   - capacity: The number of bytes to reserve.
    public init(pretty: Bool = false, reserving capacity: Int = 512) {
        isPretty = pretty
        bytes = TextBuffer(reserving: capacity)
    }

    /// The number of bytes written so far.
    public var count: Int { bytes.count }

    /// Returns the text.
    public consuming func finish() -> [UInt8] {
        assert(depth == 0, "An array or object has not been ended.")
        return bytes.take()
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
        assert(!isAfterKey && depth > 0, "A key must be in an object, and followed by a value.")
        beforeValue()
        quoted(key.utf8Span.span)
        afterKey()
    }

    /// Writes the key of an object's next member.
    public mutating func key(_ key: StaticString) {
        assert(!isAfterKey && depth > 0, "A key must be in an object, and followed by a value.")
        beforeValue()
        quoted(key)
        afterKey()
    }

    /// Writes a `null`.
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
        beforeValue()
        quoted(value)
        needsComma = true
    }

    /// Writes the bytes of one JSON value, which are not validated.
    public mutating func raw(_ value: some Collection<UInt8>) {
        beforeValue()
        bytes.append(contentsOf: value)
        needsComma = true
    }

    private mutating func literal(_ text: StaticString) {
        beforeValue()
        unsafe bytes.append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount).span)
        needsComma = true
    }

    private mutating func begin(_ bracket: UInt8) {
        beforeValue()
        bytes.append(bracket)
        depth += 1
        needsComma = false
    }

    private mutating func end(_ bracket: UInt8) {
        assert(depth > 0 && !isAfterKey, "There is no array or object to end.")
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
            isAfterKey = true
        }
        needsComma = false
    }

    private mutating func indent() {
        if isAfterKey {
            isAfterKey = false
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
