import SwiftletJSON

extension HTTPEventShape {
    /// Decodes the body of an event of this shape.
    ///
    /// - Throws: ``EventError`` with the code `invalidBase64` if the body is marked as base64 but is not valid base64,
    ///   `bodyTooLarge` if it exceeds the limit in the options, and `wrongType` if it is not a string.
    func body(of event: JSONNode, _ options: HTTPEventOptions) throws(EventError) -> [UInt8] {
        guard let node = event["body"], !node.isNull else { return [] }
        guard let text = node.stringBytes else { throw .wrongType(node, expected: "a string or null", at: "body") }
        let limit = options.maximumBodySize ?? .max
        let isBase64 = kind == .latticeV1 ? event["is_base64_encoded"] : event["isBase64Encoded"]
        let bytes: [UInt8]
        if isBase64?.bool == true {
            bytes = try Self.decoded(text.span, limit: limit)
        } else {
            bytes = text.isEmpty ? [] : Array(text)
        }
        guard bytes.count <= limit else { throw Self.tooLarge(limit) }
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
}
