/// A request to send on an ``HTTPConnection``.
package struct HTTPConnectionRequest: Sendable {
    /// The body of a request.
    package enum Body: Sendable {
        /// No body, for methods without one.
        case none
        /// A body of known length.
        case bytes([UInt8])
        /// A chunked body.
        case channel(UploadChannel)
    }

    let method: String
    let target: String
    let fields: HTTPFieldLines
    let body: Body

    /// Creates a request.
    ///
    /// - Parameters:
    ///   - method: The method, such as `GET` or `POST`.
    ///   - target: Path and query, sent unchanged.
    ///   - fields: The header fields, without `Host` and the body's framing.
    ///   - body: The body.
    /// - Throws: ``HTTPClientError`` with `.invalidURL` for a target with a space or a control character, which would end
    ///   the request line early.
    package init(
        _ method: StaticString,
        _ target: String,
        fields: HTTPFieldLines,
        body: Body = .none
    ) throws(HTTPClientError) {
        try HeaderLine.checkTarget(target)
        self.method = method.description
        self.target = target
        self.fields = fields
        self.body = body
    }

    /// Writes the head, followed by the body if it is short enough to be copied.
    ///
    /// - Returns: Whether the body was written.
    func write(to output: inout [UInt8], host: String) -> Bool {
        output += method.utf8
        output.append(UInt8(ascii: " "))
        output += target.utf8
        output += " HTTP/1.1\r\nHost: ".utf8
        output += host.utf8
        output += "\r\n".utf8
        output += fields.bytes
        switch body {
        case .none:
            output += "\r\n".utf8
            return true
        case .bytes(let bytes):
            output += "Content-Length: \(bytes.count)\r\n\r\n".utf8
            guard bytes.count <= Self.copyLimit else { return false }
            output += bytes
            return true
        case .channel:
            output += "Transfer-Encoding: chunked\r\n\r\n".utf8
            return false
        }
    }

    /// Larger bodies are sent without a copy.
    private static let copyLimit = 64 * 1024
}
