/// Validated header fields in wire format, reusable for many requests.
package struct HTTPFieldLines: Sendable {
    private(set) var bytes: [UInt8]

    /// Creates the lines of fields.
    ///
    /// The framing of the body, `Content-Length`, `Transfer-Encoding` and `Expect`, is set by the connection: such fields
    /// are ignored.
    ///
    /// - Throws: ``HTTPClientError`` with `.invalidRequest` for an invalid name or value.
    package init(_ fields: [(name: String, value: String)]) throws(HTTPClientError) {
        bytes = []
        for (name, value) in fields { try append(name, value) }
    }

    /// Appends a field, under the rules of the initializer.
    package mutating func append(_ name: String, _ value: String) throws(HTTPClientError) {
        guard !HeaderLine.isFraming(name) else { return }
        guard HeaderLine.isName(name), HeaderLine.isValue(value) else {
            throw HTTPClientError(.invalidRequest, "A header field has a character that HTTP does not allow there.")
        }
        bytes += name.utf8
        bytes += ": ".utf8
        bytes += value.utf8
        bytes += "\r\n".utf8
    }

    /// Whether a text is a valid header field value.
    package static func isValue(_ text: String) -> Bool { HeaderLine.isValue(text) }
}
