public import HTTPTypes
public import SwiftletJSON

/// A response of server-sent events (`text/event-stream`), for the `EventSource` API of browsers.
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
/// The response is streamed if the host supports it, such as a function URL with response streaming, and buffered otherwise.
/// The stream ends when the closure returns. Header fields disable caching and buffering by proxies.
public struct EventStream: EndpointOutput {
    private let body: BodyStream

    /// Creates a stream from a closure that sends its events.
    ///
    /// - Parameters:
    ///   - keepAlive: The interval of keep-alive comments, at least a millisecond, which prevent proxies from closing an idle
    ///     connection; typically 15 seconds. `nil` disables them.
    ///   - produce: Sends the events, from any number of tasks. If it throws an error, the stream has failed.
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
                // Either all events are sent, or sending a comment failed because the client disconnected.
                _ = try await group.next()
            }
        }
    }

    /// Creates a stream from an asynchronous sequence of events.
    ///
    /// - Parameters:
    ///   - events: The events. If the sequence throws an error, the stream has failed.
    ///   - keepAlive: The interval of keep-alive comments, as for ``init(keepAlive:_:)``.
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
    /// Concurrent calls from multiple tasks are serialized.
    public struct Writer: Sendable {
        private let parts: SerialWriter

        fileprivate init(_ parts: SerialWriter) {
            self.parts = parts
        }

        /// Sends an event, suspending until the next one can be sent.
        ///
        /// - Throws: ``ServerSentEventError`` if the event is invalid, `CancellationError` if the stream has ended, or an
        ///   error if the client disconnected.
        public func send(_ event: ServerSentEvent) async throws {
            try await parts.write(event.encoded())
        }

        /// Sends all events, then closes the stream.
        fileprivate func run(_ produce: @Sendable (Writer) async throws -> Void) async throws {
            do {
                try await produce(self)
            } catch {
                await parts.close()
                throw error
            }
            // Waits for a comment that is being sent: if it were cancelled, compression could have buffered a part of it.
            await parts.close()
        }

        /// Sends an event that only has data.
        ///
        /// - Throws: An error if the stream has ended or the client disconnected.
        public func send(_ data: String) async throws {
            try await send(ServerSentEvent(data: data))
        }

        /// Sends a comment, which clients ignore, to prevent proxies from closing an idle connection.
        ///
        /// - Throws: An error if the stream has ended or the client disconnected.
        public func keepAlive() async throws {
            try await send(ServerSentEvent(comment: "ping"))
        }
    }

    /// Returns the response, whose header fields disable caching and proxy buffering.
    public func response(_ status: HTTPResponse.Status) -> Response {
        Response(
            status,
            headers: [
                .contentType: Self.contentType, .cacheControl: "no-store", xAccelBuffering: "no",
            ],
            body: .stream(body)
        )
    }

    /// `nil`, because events are not JSON.
    public static func describeOutput(_ registry: inout SchemaRegistry) -> JSONObject? { nil }

    /// `text/event-stream`.
    public static var documentedContentTypes: [String] { [contentType] }

    private static let contentType = "text/event-stream"
}

private let xAccelBuffering = HTTPField.Name.constant("X-Accel-Buffering")
