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
