/// The output of a handler: buffered or streamed.
public enum HandlerOutput: Sendable {
    /// A complete response in JSON.
    case bytes([UInt8])
    /// A complete response of another content type, such as `text/csv`.
    case content([UInt8], type: String)
    /// A streamed response.
    case stream(StreamedOutput)

    /// Creates a response that a closure writes, which is streamed if `Context.streamsResponses` is `true`.
    ///
    /// ```swift
    /// struct Export: Handler {
    ///     func respond(to event: [UInt8], context: Context) async throws -> HandlerOutput {
    ///         .streaming("text/csv") { write in
    ///             for row in 1...3 { try await write(Array("\(row),\(row * row)\n".utf8)) }
    ///         }
    ///     }
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - contentType: The content type, such as `text/csv`.
    ///   - produce: Writes the parts; an error that it throws fails the invocation.
    /// - Returns: The response.
    public static func streaming(
        _ contentType: String,
        _ produce: @escaping @Sendable (_ write: @escaping BodyStream.Write) async throws -> Void
    ) -> HandlerOutput {
        .stream(StreamedOutput(contentType: contentType, body: BodyStream(produce)))
    }

    /// Creates an HTTP response that is streamed to a function URL or a REST API in stream mode.
    ///
    /// ```swift
    /// struct Page: Handler {
    ///     func respond(to event: [UInt8], context: Context) async throws -> HandlerOutput {
    ///         .streaming(Response.text("Hello"))
    ///     }
    /// }
    /// ```
    ///
    /// The function must be configured for streaming: such a response has no meaning where it is buffered.
    ///
    /// - Parameter response: The response, whose status, header fields and cookies become the prelude of the stream.
    /// - Returns: The streamed response.
    public static func streaming(_ response: Response) -> HandlerOutput {
        .stream(HTTPEventShape.functionURL.stream(response, for: Request()))
    }

    /// Collects the complete response in memory.
    ///
    /// - Throws: Any error that writing the stream throws.
    public func collect() async throws -> [UInt8] {
        switch self {
        case .bytes(let bytes), .content(let bytes, _): bytes
        case .stream(let stream): try await stream.body.collect(after: stream.prelude)
        }
    }
}
