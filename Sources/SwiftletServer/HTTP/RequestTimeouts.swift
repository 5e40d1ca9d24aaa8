import NIOCore
import NIOHTTP1

/// Closes connections whose clients are too slow: that send a request byte by byte, read nothing of a response, or do not close
/// a connection after the last response.
///
/// An expired request is rejected by ``HTTP1Rules``, which follows in the pipeline. Idle connections are closed by Hummingbird.
///
/// A handler belongs to one channel and runs on its event loop.
final class RequestTimeouts: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// The time that a client has to close its side of a connection after the last response.
    private static let lingerTimeout: Duration = .seconds(5)
    /// The time for sending the response to an expired request.
    private static let rejectionTimeout: Duration = .seconds(1)

    private let headerTimeout: Duration?
    private let readTimeout: Duration?

    private var context: ChannelHandlerContext?
    /// The time of the first byte of the request that is being received.
    private var start: ContinuousClock.Instant?
    /// The number of requests whose header has been received, and that have no response yet.
    private var pendingCount = 0
    private var isClosing = false
    /// The time by which the request must be received, or the connection be closed.
    private var readDeadline: ContinuousClock.Instant?
    /// The time by which the client must read some of the response.
    private var writeDeadline: ContinuousClock.Instant?
    /// The number of bytes that were not sent yet when that time was set.
    private var unsentBytes = 0
    private var timer: (task: Scheduled<Void>, deadline: ContinuousClock.Instant)?

    /// Creates a handler; a timeout that is `nil` is unlimited.
    init(header: Duration?, read: Duration?) {
        headerTimeout = header
        readTimeout = read
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.task.cancel()
        timer = nil
        self.context = nil
    }

    /// Called for each part of the input, before it is parsed.
    func inputReceived() {
        // The header of a pipelined request counts from the end of the previous response.
        guard start == nil, pendingCount == 0, !isClosing else { return }
        start = .now
        setReadDeadline(after: headerTimeout)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            pendingCount += 1
            if start == nil { start = .now }
            setReadDeadline(after: readTimeout)
        case .body: break
        case .end:
            start = nil
            if !isClosing { readDeadline = nil }
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { pendingCount = max(0, pendingCount - 1) }
        context.write(data, promise: promise)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        setWriteDeadline(context)
        schedule()
        context.fireChannelWritabilityChanged()
    }

    private func setWriteDeadline(_ context: ChannelHandlerContext) {
        writeDeadline = context.channel.isWritable ? nil : readTimeout.map { .now + $0 }
        unsentBytes = Self.unsentBytes(context)
    }

    private static func unsentBytes(_ context: ChannelHandlerContext) -> Int {
        (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if mode == .output { linger(for: Self.lingerTimeout) }
        context.close(mode: mode, promise: promise)
    }

    private func linger(for time: Duration) {
        isClosing = true
        readDeadline = .now + time
        schedule()
    }

    private func setReadDeadline(after timeout: Duration?) {
        guard !isClosing else { return }
        readDeadline = timeout.flatMap { timeout in start.map { $0 + timeout } }
        schedule()
    }

    /// Sets the timer, unless it is set to an earlier time: it is not reset for each request.
    private func schedule() {
        guard let context, let deadline = [readDeadline, writeDeadline].compactMap(\.self).min() else { return }
        if let timer {
            guard deadline < timer.deadline else { return }
            timer.task.cancel()
        }
        let task = context.eventLoop.assumeIsolated()
            .scheduleTask(in: TimeAmount(ContinuousClock.now.duration(to: deadline))) { [weak self] in
                self?.wake() ?? ()
            }
        timer = (task, deadline)
    }

    private func wake() {
        timer = nil
        guard let context else { return }
        let now = ContinuousClock.now
        if writeDeadline.map({ $0 <= now }) ?? false {
            guard Self.unsentBytes(context) < unsentBytes else { return context.close(promise: nil) }
            setWriteDeadline(context)
        }
        if readDeadline.map({ $0 <= now }) ?? false {
            guard !isClosing else { return context.close(promise: nil) }
            linger(for: Self.rejectionTimeout)
            context.fireErrorCaught(RequestTimeout())
        } else {
            schedule()
        }
    }
}
