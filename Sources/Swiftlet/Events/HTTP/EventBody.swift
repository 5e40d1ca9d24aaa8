import SwiftletJSON

/// The body of an event or a response, as text or base64.
enum EventBody {
    /// Decodes the body of an event.
    ///
    /// - Parameters:
    ///   - node: The member, which is not null.
    ///   - isBase64: Whether the body is base64.
    ///   - limit: The maximum size in bytes, after decoding.
    /// - Returns: The bytes.
    /// - Throws: ``EventError`` with the code `invalidBase64` if the body is marked as base64 but is not valid base64,
    ///   `bodyTooLarge` if it exceeds the limit, and `wrongType` if it is not a string.
    static func decode(_ node: JSONNode, isBase64: Bool, limit: Int) throws(EventError) -> [UInt8] {
        guard let text = node.stringBytes else { throw .wrongType(node, expected: "a string or null", at: "body") }
        let bytes: [UInt8]
        if isBase64 {
            bytes = try decoded(text.span, limit: limit)
        } else {
            bytes = text.isEmpty ? [] : Array(text)
        }
        guard bytes.count <= limit else { throw tooLarge(limit) }
        return bytes
    }

    /// Decodes base64, ignoring line breaks.
    ///
    /// `base64 FILE` and Python's `encodebytes` insert line breaks, which end up in handwritten events
    /// ([RFC 2045, section 6.8](https://www.rfc-editor.org/rfc/rfc2045#section-6.8)).
    private static func decoded(_ text: Span<UInt8>, limit: Int) throws(EventError) -> [UInt8] {
        // Skip decoding if the result would exceed the limit.
        if text.count / 4 * 3 - 2 <= limit, let bytes = Base64.decode(text) { return bytes }
        var unbroken: [UInt8] = []
        unbroken.reserveCapacity(text.count)
        for index in text.indices where text[index] != UInt8(ascii: "\n") && text[index] != UInt8(ascii: "\r") {
            unbroken.append(text[index])
        }
        guard unbroken.count / 4 * 3 - 2 <= limit else { throw tooLarge(limit) }
        guard let bytes = Base64.decode(unbroken.span) else {
            throw EventError(.invalidBase64, "`body` is marked as base64 but is not valid base64.", at: "body")
        }
        return bytes
    }

    private static func tooLarge(_ limit: Int) -> EventError {
        EventError(.bodyTooLarge, "The body is longer than \(limit) bytes.", at: "body")
    }

    /// Writes the body of a response, as text only if it is UTF-8.
    static func write(_ body: [UInt8], isText: Bool, to writer: inout JSONWriter) {
        writer.key("body")
        if body.isEmpty {
            writer.string("")
        } else if !isText || !writer.string(utf8: body) {
            var text: [UInt8] = []
            text.reserveCapacity(body.count / 3 * 4 + 6)
            text.append(UInt8(ascii: "\""))
            Base64.append(body.span, to: &text)
            text.append(UInt8(ascii: "\""))
            writer.raw(text)
            writer.key("isBase64Encoded")
            writer.bool(true)
            return
        }
        writer.key("isBase64Encoded")
        writer.bool(false)
    }
}
