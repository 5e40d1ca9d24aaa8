import NIOCore
import NIOHTTP1

/// HTTP/1 requirements that Hummingbird does not implement.
///
/// - `Expect: 100-continue` receives `100 Continue` before the body is read
///   ([RFC 9110, 10.1.1](https://www.rfc-editor.org/rfc/rfc9110#section-10.1.1)), unless `Content-Length` exceeds the limit.
/// - A request without `Host`, or with several, is rejected with 400
///   ([RFC 9112, 3.2](https://www.rfc-editor.org/rfc/rfc9112#section-3.2)).
/// - A connection closes after the response to an HTTP/1.0 request without `Connection: keep-alive`
///   ([RFC 9112, 9.3](https://www.rfc-editor.org/rfc/rfc9112#section-9.3)) and after a response with `Connection: close`.
/// - A response to HTTP/1.0 is never chunked ([RFC 9112, 6.1](https://www.rfc-editor.org/rfc/rfc9112#section-6.1)).
/// - A response to HEAD ends with its header fields, also if the body of the GET response would be chunked
///   ([RFC 9112, 6.3](https://www.rfc-editor.org/rfc/rfc9112#section-6.3)).
/// - Header fields that exceed the parser's limit are rejected with 431
///   ([RFC 6585, 5](https://www.rfc-editor.org/rfc/rfc6585#section-5)), and a request that arrives too slowly with 408
///   ([RFC 9110, 15.5.9](https://www.rfc-editor.org/rfc/rfc9110#section-15.5.9)).
/// - A connection is closed only after its last response has been written.
///
/// A handler belongs to one channel and runs on its event loop.
final class HTTP1Rules: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// A request that is awaiting its response.
    private struct Exchange {
        let version: HTTPVersion
        let isBeforeHTTP11: Bool
        var keepsAlive: Bool
        var awaitsContinue: Bool
        let isTooLong: Bool
        let isHead: Bool
        var hasResponse = false
        /// Whether the encoder would write the last chunk of a body that is not sent.
        var omitsEnd = false
    }

    /// Pending requests in pipeline order.
    private var exchanges: CircularBuffer<Exchange> = []
    private var isClosing = false
    /// Whether an invalid request was received, after which nothing can be read.
    private var isRejected = false
    /// The write of the end of the latest response.
    private var lastWrite: EventLoopFuture<Void>?
    private let maximumBodyBytes: Int

    /// Creates a handler.
    ///
    /// - Parameter maximumBodyBytes: The `Content-Length` above which `100 Continue` is not sent.
    init(maximumBodyBytes: Int = .max) {
        self.maximumBodyBytes = maximumBodyBytes
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isRejected else { return }
        if case .head(let head) = unwrapInboundIn(data) {
            guard Self.isBeforeHTTP11(head.version) || head.headers["host"].count == 1 else {
                isRejected = true
                // Hummingbird responds with 400 after the pending requests, and closes the connection.
                return context.fireErrorCaught(HTTPParserError.invalidHeaderToken)
            }
            exchanges.append(
                Exchange(
                    version: head.version,
                    isBeforeHTTP11: Self.isBeforeHTTP11(head.version),
                    keepsAlive: head.isKeepAlive,
                    awaitsContinue: awaitsContinue(head),
                    isTooLong: isTooLong(head),
                    isHead: head.method == .HEAD
                )
            )
            sendContinue(context)
        }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case HTTPParserError.headerOverflow where exchanges.isEmpty && !isClosing:
            reject(.requestHeaderFieldsTooLarge, "The request header fields are too large.", context: context)
        case is RequestTimeout:
            // The response to a request that is still being received; a later one must not overtake it.
            guard !isClosing, exchanges.count <= 1, exchanges.first?.hasResponse != true else { return }
            reject(.requestTimeout, "The request was not received in time.", context: context)
        default:
            context.fireErrorCaught(error)
        }
    }

    /// Sends an error response and closes the connection.
    private func reject(_ status: HTTPResponseStatus, _ message: String, context: ChannelHandlerContext) {
        isClosing = true
        let text = "{\"message\":\"\(message)\"}"
        var head = HTTPResponseHead(version: .http1_1, status: status)
        head.headers.add(name: "content-type", value: "application/json")
        head.headers.add(name: "content-length", value: "\(text.utf8.count)")
        head.headers.add(name: "connection", value: "close")
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        let body = context.channel.allocator.buffer(string: text)
        context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        writeLast(wrapOutboundOut(.end(nil)), context, promise: nil)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !isClosing, let exchange = exchanges.first else { return context.write(data, promise: promise) }
        switch unwrapOutboundIn(data) {
        case .head(var head) where !(100..<200).contains(head.status.code):
            if exchange.isBeforeHTTP11 {
                head.version = exchange.version
                // Without a length, the connection's end delimits the body.
                let hasLength = head.headers.contains(name: "content-length") || !head.status.mayHaveResponseBody
                if !hasLength { exchanges[exchanges.startIndex].keepsAlive = false }
            }
            if head.headers[canonicalForm: "connection"].contains(where: { $0.lowercased() == "close" }) {
                exchanges[exchanges.startIndex].keepsAlive = false
            }
            // The body was never requested with 100 Continue: the client may send it or the next request.
            if exchange.awaitsContinue { exchanges[exchanges.startIndex].keepsAlive = false }
            if !exchanges[exchanges.startIndex].keepsAlive {
                head.headers.replaceOrAdd(name: "connection", value: "close")
            } else if exchange.isBeforeHTTP11 {
                head.headers.replaceOrAdd(name: "connection", value: "keep-alive")
            }
            exchanges[exchanges.startIndex].hasResponse = true
            exchanges[exchanges.startIndex].omitsEnd = exchange.isHead && !head.headers.contains(name: "content-length")
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .end:
            exchanges.removeFirst()
            // The encoder writes nothing for an empty part.
            let empty = HTTPServerResponsePart.body(.byteBuffer(ByteBuffer()))
            let end = exchange.omitsEnd ? wrapOutboundOut(empty) : data
            guard exchange.keepsAlive else {
                isClosing = true
                return writeLast(end, context, promise: promise)
            }
            let written = promise ?? context.eventLoop.makePromise(of: Void.self)
            lastWrite = written.futureResult
            context.write(end, promise: written)
            sendContinue(context)
        default:
            context.write(data, promise: promise)
        }
    }

    /// Writes the last part of a connection and then closes the output side: closing both sides while the client is still
    /// sending would discard the response.
    private func writeLast(_ data: NIOAny, _ context: ChannelHandlerContext, promise: EventLoopPromise<Void>?) {
        let written = promise ?? context.eventLoop.makePromise(of: Void.self)
        let channel = context.channel
        lastWrite = written.futureResult
        written.futureResult.whenComplete { _ in channel.close(mode: .output, promise: nil) }
        context.writeAndFlush(data, promise: written)
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        guard mode == .all, let lastWrite else { return context.close(mode: mode, promise: promise) }
        // Closing discards what is not written yet: the rest of a response that the client reads slowly.
        let context = NIOLoopBound(context, eventLoop: context.eventLoop)
        lastWrite.whenComplete { _ in context.value.close(mode: .all, promise: promise) }
    }

    private static func isBeforeHTTP11(_ version: HTTPVersion) -> Bool {
        version.major < 1 || version.major == 1 && version.minor < 1
    }

    private func awaitsContinue(_ head: HTTPRequestHead) -> Bool {
        !Self.isBeforeHTTP11(head.version)
            && head.headers[canonicalForm: "expect"].contains { $0.lowercased() == "100-continue" }
    }

    private func isTooLong(_ head: HTTPRequestHead) -> Bool {
        head.headers.first(name: "content-length").flatMap { Int($0) }.map { $0 > maximumBodyBytes } ?? false
    }

    /// Sends the interim response if the first pending request expects one.
    private func sendContinue(_ context: ChannelHandlerContext) {
        guard exchanges.first?.awaitsContinue == true, exchanges.first?.isTooLong == false else { return }
        exchanges[exchanges.startIndex].awaitsContinue = false
        let head = HTTPResponseHead(version: .http1_1, status: .continue)
        context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
    }
}
