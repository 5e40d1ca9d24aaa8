/// Header fields as they stand in a message, checked once for all the requests that carry them.
package struct HTTPFieldLines: Sendable {
    let bytes: [UInt8]

    /// Writes the lines.
    ///
    /// The framing of the body, `Content-Length`, `Transfer-Encoding` and `Expect`, is the connection's business, and
    /// left out.
    ///
    /// - Throws: ``HTTPClientError`` with `.invalidRequest` for a name or value that would break the message.
    package init(_ fields: [(name: String, value: String)]) throws(HTTPClientError) {
        var bytes: [UInt8] = []
        for (name, value) in fields where !HeaderLine.isFraming(name) {
            guard HeaderLine.isName(name), HeaderLine.isValue(value) else {
                throw HTTPClientError(.invalidRequest, "A header field has a character that HTTP does not allow there.")
            }
            bytes += name.utf8
            bytes += ": ".utf8
            bytes += value.utf8
            bytes += "\r\n".utf8
        }
        self.bytes = bytes
    }
}
