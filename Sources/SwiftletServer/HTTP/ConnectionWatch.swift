package import HTTPTypes
package import NIOCore
import NIOHTTP1
package import NIOHTTPTypes
import Synchronization

/// Records connection state that Hummingbird does not expose: the trailer fields of the current request, and whether the
/// client has closed the connection.
package final class ConnectionWatch: ChannelInboundHandler, RemovableChannelHandler, Sendable {
    package typealias InboundIn = HTTPRequestPart
    package typealias InboundOut = HTTPRequestPart

    private struct State {
        var trailers: HTTPFields?
        var isClosed = false
        var onClose: (@Sendable () -> Void)?
        var onEnd: [String: @Sendable () -> Void] = [:]
    }

    /// The key for ``onEnd(_:_:)`` that tracks the connections of a function process.
    package static let process = "process"

    private let state = Mutex(State())
    private let limits: ConnectionLimits

    /// Creates a watch, which adds the handlers that enforce the limits of the connection.
    init(limits: ConnectionLimits) {
        self.limits = limits
    }

    /// A number that identifies the connection while it is open.
    package var number: Int { Int(bitPattern: ObjectIdentifier(self)) }

    /// Whether the client has closed the connection or its sending side.
    package var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Returns and removes the trailers of the latest request, available once its body has been read.
    package func takeTrailers() -> HTTPFields {
        state.withLock { $0.trailers.take() } ?? [:]
    }

    /// Sets the closure to call when the client closes the connection, replacing the previous one.
    ///
    /// It is called immediately if the connection is already closed.
    package func onClose(_ body: (@Sendable () -> Void)?) {
        let isClosed = state.withLock { state in
            state.onClose = body
            return state.isClosed
        }
        if isClosed { close() }
    }

    /// Adds a closure to call when the client closes the connection, independent of ``onClose(_:)``.
    ///
    /// It is called immediately if the connection is already closed.
    ///
    /// - Parameters:
    ///   - key: Identifies the closure; a previous one with the same key is replaced.
    ///   - body: The closure.
    package func onEnd(_ key: String, _ body: @escaping @Sendable () -> Void) {
        let isClosed = state.withLock { state in
            if !state.isClosed { state.onEnd[key] = body }
            return state.isClosed
        }
        if isClosed { body() }
    }

    package func handlerAdded(context: ChannelHandlerContext) {
        do {
            // Directly after the parser, where the request's HTTP version is still available.
            let pipeline = context.pipeline.syncOperations
            let parser = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try pipeline.addHandler(HTTP1Rules(maximumBodyBytes: limits.maximumBodyBytes), position: .after(parser))
            let timeouts = RequestTimeouts(header: limits.headerTimeout, read: limits.readTimeout)
            try pipeline.addHandler(timeouts, position: .after(parser))
            try pipeline.addHandler(InputWatch { timeouts.inputReceived() }, position: .before(parser))
        } catch {
            context.fireErrorCaught(error)
        }
    }

    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: state.withLock { $0.trailers = nil }
        case .end(let fields): state.withLock { $0.trailers = fields }
        case .body: break
        }
        context.fireChannelRead(data)
    }

    package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? ChannelEvent, event == .inputClosed { close() }
        context.fireUserInboundEventTriggered(event)
    }

    package func channelInactive(context: ChannelHandlerContext) {
        close()
        context.fireChannelInactive()
    }

    private func close() {
        let (pending, ends) = state.withLock { state in
            state.isClosed = true
            defer { state.onEnd = [:] }
            return (state.onClose.take(), state.onEnd)
        }
        // The pending request is cancelled first, so that its effects do not outlive the connection.
        pending?()
        for end in ends.values { end() }
    }
}
