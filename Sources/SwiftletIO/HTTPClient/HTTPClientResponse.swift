public import HTTPTypes

/// A complete reply.
public struct HTTPClientResponse: Sendable {
    /// The status.
    public let status: HTTPResponse.Status
    /// The header fields, those of the same name apart and in order.
    public let headers: HTTPFields
    /// The body.
    public let body: [UInt8]
    /// The fields that followed the body.
    public let trailers: HTTPFields

    /// Makes a reply, for tests of what consumes one.
    public init(
        status: HTTPResponse.Status,
        headers: HTTPFields = [:],
        body: [UInt8] = [],
        trailers: HTTPFields = [:]
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.trailers = trailers
    }
}

/// A reply whose head has come and whose body is still coming.
public struct HTTPClientStream: Sendable {
    /// The status.
    public let status: HTTPResponse.Status
    /// The header fields, those of the same name apart and in order.
    public let headers: HTTPFields
    /// The body as it comes.
    ///
    /// To be read once.
    ///
    /// A slow reader holds the server back. When the body is let go before its end, the transfer ends.
    public let body: Body

    /// The bytes of a streamed reply, in pieces of any size but empty.
    public struct Body: AsyncSequence, Sendable {
        /// The bytes of one piece.
        public typealias Element = [UInt8]

        let reading: Reading

        /// Starts reading.
        public func makeAsyncIterator() -> AsyncIterator {
            AsyncIterator(reading: reading)
        }

        /// The fields that followed the body, once it has been read to its end.
        public var trailers: HTTPFields? {
            reading.channel.trailers?.fields(trailers: true)
        }

        /// Reads a streamed reply.
        public struct AsyncIterator: AsyncIteratorProtocol {
            let reading: Reading

            /// Waits for the next piece.
            ///
            /// `nil` at the end of the body.
            ///
            /// - Throws: ``HTTPClientError`` when the reply breaks off; `CancellationError` when the task is cancelled.
            public mutating func next() async throws -> [UInt8]? {
                try await reading.channel.next()
            }

            /// Waits for the next piece, whatever the isolation of the caller.
            ///
            /// - Throws: As ``next()``.
            public mutating func next(isolation: isolated (any Actor)?) async throws -> [UInt8]? {
                try await reading.channel.next()
            }
        }
    }

    /// Ends the transfer when the last of the stream's copies and iterators goes.
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
