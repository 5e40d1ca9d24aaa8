public import HTTPTypes

/// A response whose head has arrived and whose body is streamed.
///
/// ```swift
/// let response = try await client.stream(HTTPClientRequest(url: url))
/// var size = 0
/// for try await part in response.body { size += part.count }
/// ```
public struct HTTPClientStream: Sendable {
    /// The status.
    public let status: HTTPResponse.Status
    /// The header fields, in order; fields of the same name are not combined.
    public let headers: HTTPFields
    /// The streamed body, which can be read once.
    ///
    /// A slow reader applies back pressure to the server. Releasing the body before its end cancels the transfer.
    public let body: Body

    /// The bytes of a streamed response, in non-empty pieces of any size.
    public struct Body: AsyncSequence, Sendable {
        /// The bytes of one piece.
        public typealias Element = [UInt8]

        let reading: Reading

        /// Starts reading.
        public func makeAsyncIterator() -> AsyncIterator {
            AsyncIterator(reading: reading)
        }

        /// The trailer fields, available once the body has been read to its end.
        public var trailers: HTTPFields? {
            reading.channel.trailers?.fields(trailers: true)
        }

        /// The iterator of a streamed response.
        public struct AsyncIterator: AsyncIteratorProtocol {
            let reading: Reading

            /// Waits for the next piece; `nil` at the end of the body.
            ///
            /// - Throws: ``HTTPClientError`` when the response is incomplete; `CancellationError` when the task is cancelled.
            public mutating func next() async throws -> [UInt8]? {
                try await reading.channel.next()
            }

            /// Waits for the next piece, in the caller's isolation.
            ///
            /// - Throws: As ``next()``.
            public mutating func next(isolation: isolated (any Actor)?) async throws -> [UInt8]? {
                try await reading.channel.next()
            }
        }
    }

    /// Cancels the transfer when the last copy or iterator of the stream is released.
    final class Reading: Sendable {
        let channel: DownloadChannel
        private let end: @Sendable () -> Void

        init(channel: DownloadChannel, end: @escaping @Sendable () -> Void) {
            self.channel = channel
            self.end = end
        }

        deinit {
            end()
        }
    }
}
