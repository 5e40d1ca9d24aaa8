/// Header fields as they stand in a message, checked once for all the requests that carry them.
package struct HTTPFieldLines: Sendable {
    private(set) var bytes: [UInt8]

    /// Writes the lines.
    ///
    /// The framing of the body, `Content-Length`, `Transfer-Encoding` and `Expect`, is the connection's business, and
    /// left out.
    ///
    /// - Throws: ``HTTPClientError`` with `.invalidRequest` for a name or value that would break the message.
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

    /// Whether a text can be sent as the value of a header field.
    package static func isValue(_ text: String) -> Bool { HeaderLine.isValue(text) }
}
