internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import NIOHTTPTypes
internal import ServiceLifecycle
internal import Synchronization

/// An HTTP server for one purpose, in the background until it is stopped.
struct LocalServer: Sendable {
    typealias Respond = @Sendable (Hummingbird.Request, ConnectionContext) async throws -> Hummingbird.Response

    /// The port it listens on.
    let port: Int
    private let group: ServiceGroup
    private let running: Task<Void, any Error>

    /// Starts to listen.
    ///
    /// - Parameters:
    ///   - host: the address to listen on.
    ///   - port: the port, 0 for any that is free.
    ///   - respond: answers a request.
    /// - Returns: the server, which listens.
    /// - Throws: what binding the port throws.
    static func start(
        host: String = "127.0.0.1",
        port: Int = 0,
        respond: @escaping Respond
    ) async throws -> LocalServer {
        let (ports, announce) = AsyncThrowingStream<Int, any Error>.makeStream()
        let server = application(host: host, port: port, respond: respond) { announce.yield($0) }
        // No signals: a server in the background only stops when it is told to.
        let group = ServiceGroup(configuration: .init(services: [server], logger: server.logger))
        let running = Task {
            do {
                try await group.run()
                announce.finish()
            } catch {
                announce.finish(throwing: error)
                throw error
            }
        }
        for try await port in ports {
            return LocalServer(port: port, group: group, running: running)
        }
        throw HarnessError(.unavailable, "The server ended before it listened on a port.")
    }

    /// Stops listening, and waits until what is in flight is answered.
    ///
    /// There is no harder way: SwiftNIO ends the program if a server is cancelled while a connection arrives.
    func stop() async {
        await group.triggerGracefulShutdown()
        _ = await running.result
    }

    /// The server, for those who run it themselves.
    static func application(
        host: String,
        port: Int,
        respond: @escaping Respond,
        onRunning: @escaping @Sendable (_ port: Int) -> Void
    ) -> Application<CallbackResponder<ConnectionContext>> {
        Application(
            responder: CallbackResponder(callback: respond),
            server: .http1(configuration: .init(additionalChannelHandlers: [TrailerRecorder()])),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
            onServerRunning: { channel in onRunning(channel.localAddress?.port ?? port) },
            logger: Logger(label: "server") { _ in SwiftLogNoOpLogHandler() }
        )
    }
}

/// What a request is answered with besides itself: its connection.
struct ConnectionContext: InitializableFromSource {
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        channel = source.channel
    }

    /// The fields that followed the body of the request, once the body has been read to its end.
    func trailers() async -> HTTPFields {
        await TrailerRecorder.take(from: channel)
    }
}

/// Keeps the trailer fields of the request that is being read, which Hummingbird lets go of.
final class TrailerRecorder: ChannelInboundHandler, RemovableChannelHandler, Sendable {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart

    private let trailers = Mutex<HTTPFields?>(nil)

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: trailers.withLock { $0 = nil }
        case .end(let fields): trailers.withLock { $0 = fields }
        case .body: break
        }
        context.fireChannelRead(data)
    }

    /// The trailers of the connection's latest request.
    static func take(from channel: any Channel) async -> HTTPFields {
        guard let recorder = try? await channel.pipeline.handler(type: TrailerRecorder.self).get() else { return [:] }
        return recorder.trailers.withLock { $0.take() } ?? [:]
    }
}
