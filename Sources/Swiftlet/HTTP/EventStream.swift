public import HTTPTypes
public import SwiftletJSON

/// A response of server-sent events, `text/event-stream`, as a browser's `EventSource` reads it.
///
/// ```swift
/// let ticks = Endpoint(.get, "/ticks", Header("last-event-id", Int.self, .range(0...10), default: 0)) { last in
///     EventStream { events in
///         for id in last..<10 {
///             try await events.send(ServerSentEvent(data: "tick", id: String(id + 1)))
///         }
///     }
/// }
/// ```
///
/// It is sent while it is written where the host can stream, such as behind a function URL with response streaming;
/// elsewhere it is collected first. The stream ends when the closure returns, and a browser then reconnects: a 204 instead
/// tells it not to. Caches and proxies are asked neither to store nor to buffer it.
public struct EventStream: EndpointOutput {
    private let body: BodyStream

    /// Creates a stream from a closure that sends its events.
    ///
    /// - Parameter produce: sends the events, one after the other. An error it throws ends the stream as failed.
    public init(_ produce: @escaping @Sendable (_ events: Writer) async throws -> Void) {
        self.body = BodyStream { write in try await produce(Writer(write: write)) }
    }

    /// Creates a stream of the events of a sequence.
    ///
    /// - Parameter events: the events. An error it throws ends the stream as failed.
    public init<Events: AsyncSequence & Sendable>(_ events: Events) where Events.Element == ServerSentEvent {
        self.init { writer in
            for try await event in events {
                try await writer.send(event)
            }
        }
    }

    /// Sends the events of a stream.
    public struct Writer: Sendable {
        fileprivate let write: BodyStream.Write

        /// Sends an event; returns when there is room for the next.
        ///
        /// - Throws: ``ServerSentEventError`` if the format cannot express it, or an error if the client is gone.
        public func send(_ event: ServerSentEvent) async throws {
            try await write(event.encoded())
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
