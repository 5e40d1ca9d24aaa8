import NIOCore
import NIOHTTP1

/// The rules of HTTP/1 that Hummingbird leaves to others.
///
/// - `Expect: 100-continue` receives `100 Continue` before the body is read
///   ([RFC 9110, 10.1.1](https://www.rfc-editor.org/rfc/rfc9110#section-10.1.1)), also if the body is announced as too large:
///   every responder here reads a body to its end.
/// - A connection closes after the response to an HTTP/1.0 request without `Connection: keep-alive`
///   ([RFC 9112, 9.3](https://www.rfc-editor.org/rfc/rfc9112#section-9.3)) and after a response with `Connection: close`.
/// - A response to HTTP/1.0 is never chunked ([RFC 9112, 6.1](https://www.rfc-editor.org/rfc/rfc9112#section-6.1)).
/// - Header fields beyond what the parser holds are rejected with 431
///   ([RFC 6585, 5](https://www.rfc-editor.org/rfc/rfc6585#section-5)).
///
/// It belongs to one channel, whose event loop calls it.
final class HTTP1Rules: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// A request whose response has not been sent.
    private struct Exchange {
        let version: HTTPVersion
        let isBeforeHTTP11: Bool
        var keepsAlive: Bool
        var awaitsContinue: Bool
    }

    /// More header bytes than any gateway here accepts: what is beyond is not parsed.
    static let maximumHeaderBytes = 256 * 1024

    /// Requests may be pipelined; responses leave in their order.
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
                // Without a length the end of the connection is the end of the body.
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
            // A body that is still awaited was never asked for.
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

    /// Writes the last part of a connection, and closes this half of it once everything is sent: closing both halves while
    /// the client still sends would discard the response.
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

    /// Sends the interim response to the first request in line, if it waits for one.
    private func sendContinue(_ context: ChannelHandlerContext) {
        guard exchanges.first?.awaitsContinue == true else { return }
        exchanges[exchanges.startIndex].awaitsContinue = false
        let head = HTTPResponseHead(version: .http1_1, status: .continue)
        context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
    }
}
