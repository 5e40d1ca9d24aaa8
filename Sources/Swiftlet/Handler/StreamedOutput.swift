/// A streamed response in the format of the runtime API.
public struct StreamedOutput: Sendable {
    /// The content type that distinguishes a streamed HTTP response from a plain byte stream.
    package static let httpContentType = "application/vnd.awslambda.http-integration-response"

    /// The content type sent to the runtime API: `application/vnd.awslambda.http-integration-response` for HTTP.
    public var contentType: String
    /// The bytes before the body: for HTTP, the JSON prelude and eight NUL bytes.
    public var prelude: [UInt8]
    /// The body.
    public var body: BodyStream

    /// Creates a streamed response.
    public init(contentType: String = "application/octet-stream", prelude: [UInt8] = [], body: BodyStream) {
        self.contentType = contentType
        self.prelude = prelude
        self.body = body
    }

    /// Collects the response in memory, for a host that does not stream.
    ///
    /// - Throws: Any error that the body's closure throws.
    package func buffered() async throws -> HandlerOutput {
        let bytes = try await body.collect(after: prelude)
        return contentType == Self.httpContentType ? .bytes(bytes) : .content(bytes, type: contentType)
    }

    /// Writes the prelude, then the body.
    ///
    /// - Throws: Any error that the body's closure or `write` throws. The body's resources are torn down even if writing the
    ///   prelude fails.
    package func forEach(_ write: @escaping BodyStream.Write) async throws {
        do {
            try await write(prelude)
        } catch {
            await body.discard(error)
            throw error
        }
        try await body.forEach(write)
    }
}
