import NIOCore
import NIOHTTP1

/// HTTP/1 requirements that Hummingbird does not implement.
///
/// - `Expect: 100-continue` receives `100 Continue` before the body is read
///   ([RFC 9110, 10.1.1](https://www.rfc-editor.org/rfc/rfc9110#section-10.1.1)), even if `Content-Length` exceeds the limit,
///   since every responder here reads the whole body.
/// - A connection closes after the response to an HTTP/1.0 request without `Connection: keep-alive`
///   ([RFC 9112, 9.3](https://www.rfc-editor.org/rfc/rfc9112#section-9.3)) and after a response with `Connection: close`.
/// - A response to HTTP/1.0 is never chunked ([RFC 9112, 6.1](https://www.rfc-editor.org/rfc/rfc9112#section-6.1)).
/// - Header fields that exceed the parser's limit are rejected with 431
///   ([RFC 6585, 5](https://www.rfc-editor.org/rfc/rfc6585#section-5)).
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
    }

    /// The maximum header size that is parsed; larger than the limit of any gateway.
    static let maximumHeaderBytes = 256 * 1024

    /// Pending requests in pipeline order.
    private var exchanges: CircularBuffer<Exchange> = []
    private var isClosing = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head(let head) = unwrapInboundIn(data) {
            exchanges.append(
                Exchange(
                    version: head.version,
                    isBeforeHTTP11: Self.isBeforeHTTP11(head.version),
                    keepsAlive: head.isKeepAlive,
                    awaitsContinue: awaitsContinue(head)
                )
            )
            sendContinue(context)
        }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard case HTTPParserError.headerOverflow = error, exchanges.isEmpty, !isClosing else {
            return context.fireErrorCaught(error)
        }
        isClosing = true
        let message = #"{"message":"The request header fields are too large."}"#
        var head = HTTPResponseHead(version: .http1_1, status: .requestHeaderFieldsTooLarge)
        head.headers.add(name: "content-type", value: "application/json")
        head.headers.add(name: "content-length", value: "\(message.utf8.count)")
        head.headers.add(name: "connection", value: "close")
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        let body = context.channel.allocator.buffer(string: message)
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
            if !exchanges[exchanges.startIndex].keepsAlive {
                head.headers.replaceOrAdd(name: "connection", value: "close")
            } else if exchange.isBeforeHTTP11 {
                head.headers.replaceOrAdd(name: "connection", value: "keep-alive")
            }
            // The pending body was never requested with 100 Continue.
            exchanges[exchanges.startIndex].awaitsContinue = false
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .end:
            exchanges.removeFirst()
            guard exchange.keepsAlive else {
                isClosing = true
                return writeLast(data, context, promise: promise)
            }
            context.write(data, promise: promise)
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
        written.futureResult.whenComplete { _ in channel.close(mode: .output, promise: nil) }
        context.writeAndFlush(data, promise: written)
    }

    private static func isBeforeHTTP11(_ version: HTTPVersion) -> Bool {
        version.major < 1 || version.major == 1 && version.minor < 1
    }

    private func awaitsContinue(_ head: HTTPRequestHead) -> Bool {
        !Self.isBeforeHTTP11(head.version)
            && head.headers[canonicalForm: "expect"].contains { $0.lowercased() == "100-continue" }
    }

    /// Sends the interim response if the first pending request expects one.
    private func sendContinue(_ context: ChannelHandlerContext) {
        guard exchanges.first?.awaitsContinue == true else { return }
        exchanges[exchanges.startIndex].awaitsContinue = false
        let head = HTTPResponseHead(version: .http1_1, status: .continue)
        context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
    }
}
