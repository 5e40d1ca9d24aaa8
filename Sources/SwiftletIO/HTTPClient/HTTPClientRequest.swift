public import HTTPTypes

/// A request to send with ``HTTPClient``.
///
/// ```swift
/// let request = HTTPClientRequest(
///     method: .post,
///     url: "https://notes.example.com/notes",
///     headers: [.contentType: "application/json"],
///     body: .bytes(note.bytes),
///     timeout: .seconds(5)
/// )
/// let response = try await client.send(request)
/// ```
public struct HTTPClientRequest: Sendable {
    /// The body of a request.
    public struct Body: Sendable {
        enum Content: Sendable {
            case none
            case bytes([UInt8])
            case stream(@Sendable (UploadChannel) async throws -> Void)
        }

        let content: Content

        /// No body.
        public static let none = Body(content: .none)

        /// A body of known length.
        public static func bytes(_ bytes: [UInt8]) -> Body {
            Body(content: .bytes(bytes))
        }

        /// A UTF-8 body.
        public static func text(_ text: String) -> Body {
            Body(content: .bytes(Array(text.utf8)))
        }

        /// A streamed body, sent in chunks.
        ///
        /// The sequence is read with back pressure. If it throws, the request is aborted and the caller receives that error.
        /// `trailers` is called after its end, for the trailer fields; the request should declare their names in a `Trailer`
        /// field.
        public static func stream<Source: AsyncSequence & Sendable>(
            _ source: Source,
            trailers: (@Sendable () async throws -> HTTPFields)? = nil
        ) -> Body where Source.Element == [UInt8] {
            Body(
                content: .stream { channel in
                    for try await bytes in source where !bytes.isEmpty { try await channel.write(bytes) }
                    channel.finish(trailers: try await trailers?().lines ?? [])
                }
            )
        }
    }

    /// The method, sent unchanged.
    public var method: HTTPRequest.Method
    /// The absolute URL, with the scheme `http` or `https`, percent-encoded.
    public var url: String
    /// The header fields.
    ///
    /// `Content-Length`, `Transfer-Encoding` and `Expect` are ignored: the client sets them.
    public var headers: HTTPFields
    /// The body.
    public var body: Body
    /// The timeout for the whole request, which overrides the client's configuration.
    public var timeout: Duration?

    /// Creates a request.
    public init(
        method: HTTPRequest.Method = .get,
        url: String,
        headers: HTTPFields = [:],
        body: Body = .none,
        timeout: Duration? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
    }
}

extension HTTPFields {
    /// The fields as pairs of name and value.
    var lines: [(name: String, value: String)] {
        map { ($0.name.rawName, $0.value) }
    }
}

extension ResponseHead {
    /// The header or trailer fields; those with an invalid name are ignored.
    func fields(trailers: Bool = false) -> HTTPFields {
        var fields = HTTPFields()
        forEach(trailers: trailers) { name, value in
            guard let name = HTTPField.Name(name) else { return }
            fields.append(HTTPField(name: name, value: value))
        }
        return fields
    }
}
