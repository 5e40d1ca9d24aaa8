public import HTTPTypes

/// A request to send with ``HTTPClient``.
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

        /// A body that is all there.
        ///
        /// Its length is sent ahead.
        public static func bytes(_ bytes: [UInt8]) -> Body {
            Body(content: .bytes(bytes))
        }

        /// A body in UTF-8.
        public static func text(_ text: String) -> Body {
            Body(content: .bytes(Array(text.utf8)))
        }

        /// A body that is produced while it is sent, in chunks.
        ///
        /// The sequence is asked for more only as fast as the server takes it. When it throws, the request is broken off
        /// and that error is what the caller gets. `trailers` is called after its end, for fields that follow the body;
        /// the request should announce their names in a `Trailer` field.
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

    /// The method.
    ///
    /// It is sent as it is written.
    public var method: HTTPRequest.Method
    /// The absolute URL, with the scheme `http` or `https`, percent-encoded.
    public var url: String
    /// The header fields.
    ///
    /// `Content-Length`, `Transfer-Encoding` and `Expect` are left to the client.
    public var headers: HTTPFields
    /// The body.
    public var body: Body
    /// The limit for the whole exchange, instead of that of the client's configuration.
    public var timeout: Duration?

    /// Makes a request.
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
    /// The fields as libcurl's wrappers take them.
    var lines: [(name: String, value: String)] {
        map { ($0.name.rawName, $0.value) }
    }
}

extension ReplyHead {
    /// The fields of one section.
    ///
    /// A line whose name is not a token is left out.
    func fields(trailers: Bool = false) -> HTTPFields {
        var fields = HTTPFields()
        forEach(trailers: trailers) { name, value in
            guard let name = HTTPField.Name(name) else { return }
            fields.append(HTTPField(name: name, value: value))
        }
        return fields
    }
}
