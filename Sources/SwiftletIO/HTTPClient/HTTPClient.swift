import HTTPTypes

/// An HTTP client on an event loop, by way of [libcurl](https://curl.se/libcurl/).
///
/// It speaks HTTP/1.1, keeps connections open for the next request, and verifies certificates, always. It is a value:
/// its copies share their handles, and all the clients of a loop share its connections. It may be used from any task.
public struct HTTPClient: Sendable {
    /// The loop that does the work.
    public let loop: EventLoop
    /// How requests are sent.
    public let configuration: Configuration
    private let pool: TransferPool

    /// Makes a client on a loop.
    public init(loop: EventLoop = .preferred, configuration: Configuration = Configuration()) {
        self.loop = loop
        self.configuration = configuration
        pool = TransferPool(configuration)
    }

    /// Sends a request and waits for the complete reply, of whatever status.
    ///
    /// - Throws: ``HTTPClientError`` when there is no complete reply; `CancellationError` when the task is cancelled; what
    ///   the sequence of a streamed body throws.
    public func send(_ request: HTTPClientRequest) async throws -> HTTPClientResponse {
        let transfer = try pool.take(secure: try Self.isSecure(request.url))
        defer { pool.put(transfer) }
        let source = try prepare(transfer, request)
        transfer.sink = .buffer
        if let source {
            try await withUpload(source) { try await loop.perform(transfer) }
        } else {
            try await loop.perform(transfer)
        }
        return HTTPClientResponse(
            status: HTTPResponse.Status(code: transfer.head.status),
            headers: transfer.head.fields(),
            body: transfer.takeReplyBody(),
            trailers: transfer.head.fields(trailers: true)
        )
    }

    /// Sends a request and waits for the head of the reply, whose body is then read piece by piece.
    ///
    /// - Throws: As ``send(_:)``, up to the head; what happens later is thrown by the body.
    public func stream(_ request: HTTPClientRequest) async throws -> HTTPClientStream {
        let transfer = try pool.take(secure: try Self.isSecure(request.url))
        let source: Source?
        do {
            source = try prepare(transfer, request)
        } catch {
            pool.put(transfer)
            throw error
        }
        let channel = DownloadChannel(highWater: configuration.streamBufferBytes)
        transfer.sink = .channel(channel)
        let upload = source.map { source in Task(executorPreference: loop) { await source.run() } }
        let ticket = loop.makeNumber()
        // From here on the transfer belongs to the loop: it goes back to the pool when it ends.
        loop.submit(transfer, ticket: ticket) { [pool] transfer, _ in
            upload?.cancel()
            pool.put(transfer)
        }
        let reading = HTTPClientStream.Reading(channel: channel) { [loop] in loop.cancel(ticket: ticket) }
        let head = try await channel.head()
        return HTTPClientStream(
            status: HTTPResponse.Status(code: head.status),
            headers: head.fields(),
            body: HTTPClientStream.Body(reading: reading)
        )
    }

    /// What produces the body of a streamed request.
    private struct Source: Sendable {
        let channel: UploadChannel
        let produce: @Sendable (UploadChannel) async throws -> Void

        func run() async {
            do {
                try await produce(channel)
            } catch {
                channel.fail(error)
            }
        }
    }

    private func withUpload(_ source: Source, _ perform: () async throws -> Void) async throws {
        async let _: Void = source.run()
        try await perform()
        // The reply may come before the body was taken: leaving the scope cancels what is left of it.
    }

    private func prepare(_ transfer: Transfer, _ request: HTTPClientRequest) throws(HTTPClientError) -> Source? {
        try transfer.setURL(request.url)
        var source: Source?
        switch request.body.content {
        case .none:
            try transfer.setMethod(request.method.rawValue)
        case .bytes(let bytes):
            try transfer.setMethod(request.method.rawValue, body: .bytes(bytes))
        case .stream(let produce):
            let channel = UploadChannel()
            source = Source(channel: channel, produce: produce)
            try transfer.setMethod(request.method.rawValue, body: .channel(channel))
        }
        try transfer.setHeaders(request.headers.lines)
        transfer.setTimeout(request.timeout ?? configuration.timeout)
        transfer.maxReplyBytes = configuration.maxResponseBytes
        transfer.retriesOnStaleConnection = request.method.isIdempotent
        return source
    }

    /// libcurl guesses a scheme where there is none.
    ///
    /// That is for people at a prompt.
    private static func isSecure(_ url: String) throws(HTTPClientError) -> Bool {
        let scheme = url.prefix { $0 != ":" }
        guard url[scheme.endIndex...].hasPrefix("://") else {
            throw HTTPClientError(.invalidURL, "The URL has no scheme.")
        }
        if HeaderLine.equal(String(scheme), "https") { return true }
        guard HeaderLine.equal(String(scheme), "http") else {
            throw HTTPClientError(.unsupportedScheme, "The URL's scheme is neither http nor https.")
        }
        return false
    }
}

extension HTTPRequest.Method {
    /// Whether doing it twice is the same as doing it once, by RFC 9110 section 9.2.2.
    fileprivate var isIdempotent: Bool {
        switch self {
        case .get, .head, .put, .delete, .options, .trace: true
        default: false
        }
    }
}
