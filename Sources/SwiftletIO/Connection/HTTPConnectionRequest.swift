/// A request for a connection.
package struct HTTPConnectionRequest: Sendable {
    /// The bytes after the head.
    package enum Body: Sendable {
        /// No body: the method is none that would have one.
        case none
        /// A body of known length.
        case bytes([UInt8])
        /// A body in chunks.
        case channel(UploadChannel)
    }

    let method: String
    let target: String
    let fields: HTTPFieldLines
    let body: Body

    /// Makes a request.
    ///
    /// - Parameters:
    ///   - method: `GET` or `POST`, say.
    ///   - target: path and query, sent just as they are.
    ///   - fields: the header fields, apart from `Host` and those of the body's framing.
    ///   - body: the body.
    /// - Throws: ``HTTPClientError`` with `.invalidURL` for a target with a space or a control character, which would end
    ///   the request line early.
    package init(
        _ method: StaticString,
        _ target: String,
        _ fields: HTTPFieldLines,
        body: Body = .none
    ) throws(HTTPClientError) {
        try HeaderLine.checkTarget(target)
        self.method = method.description
        self.target = target
        self.fields = fields
        self.body = body
    }

    /// Writes the head, and behind it a body that is short enough to leave with it.
    ///
    /// - Returns: whether the body is in it.
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

    /// A larger body is sent from where it lies.
    private static let copyLimit = 64 * 1024
}
