public import HTTPTypes
public import SwiftletJSON

/// A response of server-sent events, `text/event-stream`, as a browser's `EventSource` reads it.
///
/// ```swift
/// let ticks = Endpoint(.get, "/ticks", Header("last-event-id", Int.self, .range(0...10), default: 0)) { last in
///     // A browser reconnects whenever a stream ends, until it receives a 204.
///     if last == 10 { return Response(.noContent) }
///     return EventStream(keepAlive: .seconds(15)) { events in
///         for id in last..<10 {
///             try await events.send(ServerSentEvent(data: "tick", id: String(id + 1)))
///         }
///     }
///     .response(.ok)
/// }
/// .producing("text/event-stream")
/// ```
///
/// It is sent while it is written where the host can stream, such as behind a function URL with response streaming;
/// elsewhere it is collected first. The stream ends when the closure returns. Caches and proxies are asked neither to store
/// nor to buffer it.
public struct EventStream: EndpointOutput {
    private let body: BodyStream

    /// Creates a stream from a closure that sends its events.
    ///
    /// - Parameters:
    ///   - keepAlive: how often a comment is sent, at least a millisecond, so that no proxy closes the connection as idle;
    ///     15 seconds are usual. `nil` for never.
    ///   - produce: sends the events, from any number of tasks. An error it throws ends the stream as failed.
    public init(
        keepAlive: Duration? = nil,
        _ produce: @escaping @Sendable (_ events: Writer) async throws -> Void
    ) {
        self.body = BodyStream { write in
            let writer = Writer(SerialWriter(write))
            guard let keepAlive else { return try await writer.run(produce) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await writer.run(produce) }
                group.addTask {
                    while true {
                        try await Task.sleep(for: max(keepAlive, .milliseconds(1)))
                        try await writer.keepAlive()
                    }
                }
                defer { group.cancelAll() }
                // The events have ended, or sending a comment has failed because the client is gone.
                _ = try await group.next()
            }
        }
    }

    /// Creates a stream of the events of a sequence.
    ///
    /// - Parameters:
    ///   - events: the events. An error it throws ends the stream as failed.
    ///   - keepAlive: how often a comment is sent, as for ``init(keepAlive:_:)``.
    public init<Events: AsyncSequence & Sendable>(
        _ events: Events,
        keepAlive: Duration? = nil
    ) where Events.Element == ServerSentEvent {
        self.init(keepAlive: keepAlive) { writer in
            for try await event in events {
                try await writer.send(event)
            }
        }
    }

    /// Sends the events of a stream.
    ///
    /// Events that several tasks send at the same time are sent one after the other.
    public struct Writer: Sendable {
        private let parts: SerialWriter

        fileprivate init(_ parts: SerialWriter) {
            self.parts = parts
        }

        /// Sends an event; returns when the next can be sent.
        ///
        /// - Throws: ``ServerSentEventError`` if the format cannot express it, `CancellationError` if the stream has ended,
        ///   or an error if the client is gone.
        public func send(_ event: ServerSentEvent) async throws {
            try await parts.write(event.encoded())
        }

        /// Sends all events, and nothing after them.
        fileprivate func run(_ produce: @Sendable (Writer) async throws -> Void) async throws {
            do {
                try await produce(self)
            } catch {
                await parts.close()
                throw error
            }
            // Not before a comment is sent as a whole: of one that is cancelled, compression may have kept a part.
            await parts.close()
        }

        /// Sends an event of data only.
        ///
        /// - Throws: an error if the client is gone.
        public func send(_ data: String) async throws {
            try await send(ServerSentEvent(data: data))
        }

        /// Sends a comment, which clients ignore, so that no proxy closes a connection as idle: every 15 seconds is usual.
        ///
        /// - Throws: an error if the client is gone.
        public func keepAlive() async throws {
            try await send(ServerSentEvent(comment: "ping"))
        }
    }

    /// The response: not to be stored, nor to be buffered by a proxy.
    public func response(_ status: HTTPResponse.Status) -> Response {
        Response(
            status,
            headers: [
                .contentType: Self.contentType, .cacheControl: "no-store", xAccelBuffering: "no",
            ],
            body: .stream(body)
        )
    }

    /// `nil`: events are not JSON.
    public static func describeOutput(_ registry: inout SchemaRegistry) -> JSONObject? { nil }

    /// `text/event-stream`.
    public static var documentedContentTypes: [String] { [contentType] }

    private static let contentType = "text/event-stream"
}

private let xAccelBuffering = HTTPField.Name("X-Accel-Buffering") ?? .via
