/// Responds to an event: takes the event's bytes and a context, and returns bytes.
///
/// ``Endpoint``, ``EventHandler`` and ``App`` are handlers, so each can be deployed, replayed from a file, or called in a
/// test.
public protocol Handler: Sendable {
    /// Responds to an event.
    ///
    /// - Parameters:
    ///   - event: The JSON text of the event, as delivered by the platform.
    ///   - context: The invocation's context.
    /// - Returns: The complete response, or a stream if ``Context/streamsResponses`` allows it.
    /// - Throws: An error if the invocation failed, which is reported to the platform.
    func respond(to event: [UInt8], _ context: Context) async throws -> HandlerOutput
}

extension Handler {
    /// Responds to an event with a buffered response.
    ///
    /// - Parameters:
    ///   - event: The JSON text of the event, as delivered by the platform.
    ///   - context: The invocation's context.
    /// - Returns: The JSON text of the response.
    /// - Throws: Any error that ``respond(to:_:)`` throws.
    public func callAsFunction(_ event: [UInt8], _ context: Context = Context()) async throws -> [UInt8] {
        var context = context
        context.streamsResponses = false
        return try await respond(to: event, context).collect()
    }
}

/// The output of a handler: buffered or streamed.
public enum HandlerOutput: Sendable {
    /// A complete response.
    case bytes([UInt8])
    /// A streamed response.
    case stream(StreamedOutput)

    /// Collects the complete response in memory.
    ///
    /// - Throws: Any error that writing the stream throws.
    public func collect() async throws -> [UInt8] {
        switch self {
        case .bytes(let bytes): bytes
        case .stream(let stream): try await stream.body.collect(after: stream.prelude)
        }
    }
}

/// A streamed response in the format of the runtime API.
public struct StreamedOutput: Sendable {
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

    /// Writes the prelude, then the body.
    ///
    /// - Throws: Any error that the body's closure or `write` throws. The body's resources are torn down even if writing the
    ///   prelude fails.
    public func forEach(_ write: @escaping BodyStream.Write) async throws {
        do {
            try await write(prelude)
        } catch {
            await body.discard(error)
            throw error
        }
        try await body.forEach(write)
    }
}
