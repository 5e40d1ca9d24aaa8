import HTTPTypes

/// An HTTP client on an event loop, based on [libcurl](https://curl.se/libcurl/).
///
/// ```swift
/// let httpClient = Dependency(.perProcess, name: "httpClient") { HTTPClient() }
///
/// let request = HTTPClientRequest(url: "https://rates.example.com/\(currency)", timeout: .seconds(5))
/// let response = try await client.send(request)
/// ```
///
/// It uses HTTP/1.1 by default, keeps connections alive, and always verifies certificates. It is a value: copies share
/// their handles, and all clients of a loop share its connections. It may be used from any task.
public struct HTTPClient: Sendable {
    /// The event loop.
    public let loop: EventLoop
    /// The configuration.
    public let configuration: Configuration
    private let pool: TransferPool

    /// Creates a client on a loop.
    public init(loop: EventLoop = .preferred, configuration: Configuration = Configuration()) {
        self.loop = loop
        self.configuration = configuration
        pool = TransferPool(configuration)
    }

    /// Sends a request and waits for the complete response, of any status.
    ///
    /// - Throws: ``HTTPClientError`` when there is no complete response; `CancellationError` when the task is cancelled; the
    ///   error of a streamed body's sequence.
    public func send(_ request: HTTPClientRequest) async throws -> HTTPClientResponse {
        let transfer = try pool.acquire(secure: try Self.isSecure(request.url))
        defer { pool.release(transfer) }
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
            body: transfer.takeResponseBody(),
            trailers: transfer.head.fields(trailers: true)
        )
    }

    /// Sends a request and waits for the head of the response; the body is then streamed.
    ///
    /// - Throws: As ``send(_:)``, up to the head; the body throws later errors.
    public func stream(_ request: HTTPClientRequest) async throws -> HTTPClientStream {
        let transfer = try pool.acquire(secure: try Self.isSecure(request.url))
        let source: Source?
        do {
            source = try prepare(transfer, request)
        } catch {
            pool.release(transfer)
            throw error
        }
        let channel = DownloadChannel(highWater: configuration.streamBufferBytes)
        transfer.sink = .channel(channel)
        let upload = source.map { source in Task(executorPreference: loop) { await source.run() } }
        let id = loop.makeNumber()
        // From here on the loop owns the transfer, which returns to the pool when it ends.
        loop.submit(transfer, id: id) { [pool] transfer, _ in
            upload?.cancel()
            pool.release(transfer)
        }
        let reading = HTTPClientStream.Reading(channel: channel) { [loop] in loop.cancel(id: id) }
        let head = try await channel.head()
        return HTTPClientStream(
            status: HTTPResponse.Status(code: head.status),
            headers: head.fields(),
            body: HTTPClientStream.Body(reading: reading)
        )
    }

    /// The producer of a streamed request body.
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
        // The response may arrive before the body was sent: leaving the scope cancels the producer.
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
        transfer.maxResponseBytes = configuration.maxResponseBytes
        transfer.retriesOnStaleConnection = request.method.isIdempotent
        return source
    }

    /// Requires a scheme, since libcurl would guess a missing one.
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
    /// Whether the method is idempotent by RFC 9110 section 9.2.2.
    fileprivate var isIdempotent: Bool {
        switch self {
        case .get, .head, .put, .delete, .options, .trace: true
        default: false
        }
    }
}
