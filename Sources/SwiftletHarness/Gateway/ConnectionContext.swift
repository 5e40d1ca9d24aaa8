internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPTypes
internal import Synchronization

/// What a request is answered with besides itself: its connection.
struct ConnectionContext: InitializableFromSource {
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        channel = source.channel
    }

    /// What is known of the connection beyond its requests; `nil` if it is gone.
    func watch() async -> ConnectionWatch? {
        try? await channel.pipeline.handler(type: ConnectionWatch.self).get()
    }
}

/// Keeps what Hummingbird lets go of: the trailer fields of the request that is being read, and the end of what the client
/// sends while a request is being answered.
final class ConnectionWatch: ChannelInboundHandler, RemovableChannelHandler, Sendable {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart

    private struct State {
        var trailers: HTTPFields?
        var isClosed = false
        var onClose: (@Sendable () -> Void)?
        var onEnd: [String: @Sendable () -> Void] = [:]
    }

    /// The purpose of ``onEnd(_:_:)`` that keeps track of a function process.
    static let process = "process"

    private let state = Mutex(State())

    /// Tells open connections apart.
    var number: Int { Int(bitPattern: ObjectIdentifier(self)) }

    /// Whether the client has closed the connection, or its half of it.
    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// The trailers of the connection's latest request, once its body has been read to its end.
    func takeTrailers() -> HTTPFields {
        state.withLock { $0.trailers.take() } ?? [:]
    }

    /// Has a closure called when the client closes the connection, instead of the one that was given before: at once if it
    /// already has.
    func onClose(_ body: (@Sendable () -> Void)?) {
        let isClosed = state.withLock { state in
            state.onClose = body
            return state.isClosed
        }
        if isClosed { close() }
    }

    /// Has a closure called when the client closes the connection, whichever call is pending then: at once if it already
    /// has.
    ///
    /// - Parameters:
    ///   - purpose: tells the closures of a connection apart; one for the same purpose is replaced.
    ///   - body: the closure.
    func onEnd(_ purpose: String, _ body: @escaping @Sendable () -> Void) {
        let isClosed = state.withLock { state in
            if !state.isClosed { state.onEnd[purpose] = body }
            return state.isClosed
        }
        if isClosed { body() }
    }

    func handlerAdded(context: ChannelHandlerContext) {
        do {
            // Where the version of a request is still known: behind the parser, before its translation.
            let pipeline = context.pipeline.syncOperations
            let parser = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try pipeline.addHandler(HTTP1Rules(), position: .after(parser))
        } catch {
            context.fireErrorCaught(error)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: state.withLock { $0.trailers = nil }
        case .end(let fields): state.withLock { $0.trailers = fields }
        case .body: break
        }
        context.fireChannelRead(data)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? ChannelEvent, event == .inputClosed { close() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        close()
        context.fireChannelInactive()
    }

    private func close() {
        let (pending, ends) = state.withLock { state in
            state.isClosed = true
            defer { state.onEnd = [:] }
            return (state.onClose.take(), state.onEnd)
        }
        // The pending call comes first: what it would have begun must not outlive the connection.
        pending?()
        for end in ends.values { end() }
    }
}
