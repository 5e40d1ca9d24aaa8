/// Something that answers an event: bytes and a context in, bytes out.
///
/// An ``Endpoint``, an ``EventHandler`` and a whole ``App`` are handlers, so each can be deployed, replayed from a file,
/// or called in a test.
public protocol Handler: Sendable {
    /// Answers one event.
    ///
    /// - Parameters:
    ///   - event: the event's JSON text, as the platform delivers it.
    ///   - context: what is known of the invocation.
    /// - Returns: the whole answer, or an answer that is still being made where ``Context/streamsResponses`` allows it.
    /// - Throws: an error if the function failed: the platform is told of a failed invocation.
    func respond(to event: [UInt8], _ context: Context) async throws -> HandlerOutput
}

extension Handler {
    /// Answers one event with the whole response in memory.
    ///
    /// - Parameters:
    ///   - event: the event's JSON text, as the platform delivers it.
    ///   - context: what is known of the invocation.
    /// - Returns: the response's JSON text.
    /// - Throws: what ``respond(to:_:)`` throws.
    public func callAsFunction(_ event: [UInt8], _ context: Context = Context()) async throws -> [UInt8] {
        var context = context
        context.streamsResponses = false
        return try await respond(to: event, context).collect()
    }
}

/// A handler's answer: all of it, or a stream of its parts.
public enum HandlerOutput: Sendable {
    /// The whole answer.
    case bytes([UInt8])
    /// An answer that is sent while it is being made.
    case stream(StreamedOutput)

    /// The whole answer in memory, a stream read to its end.
    ///
    /// - Throws: what the stream's writer throws.
    public func collect() async throws -> [UInt8] {
        switch self {
        case .bytes(let bytes): bytes
        case .stream(let stream): try await stream.body.collect(after: stream.prelude)
        }
    }
}

/// An answer in parts, as the runtime API's streaming mode takes it.
public struct StreamedOutput: Sendable {
    /// The content type the runtime API is told; `application/vnd.awslambda.http-integration-response` for HTTP.
    public var contentType: String
    /// Bytes before the body: for HTTP the JSON prelude and eight NUL bytes.
    public var prelude: [UInt8]
    /// The body.
    public var body: BodyStream

    /// Creates an answer in parts.
    public init(contentType: String = "application/octet-stream", prelude: [UInt8] = [], body: BodyStream) {
        self.contentType = contentType
        self.prelude = prelude
        self.body = body
    }

    /// Writes the prelude and then the body.
    ///
    /// - Throws: what the body's closure throws, or what `write` throws. What the body is made from is torn down by then,
    ///   even if the prelude could not be written.
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
