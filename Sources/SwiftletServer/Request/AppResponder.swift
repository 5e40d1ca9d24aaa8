import HTTPTypes
package import Hummingbird
import Logging
import NIOCore
import Swiftlet
import SwiftletIO
import SwiftletRuntime

/// Responds to the requests of a server: with its health checks, with an event handler for a CloudEvent, or with the app.
package struct AppResponder: Sendable {
    private let instances: AppInstances
    private let configuration: ServerConfiguration
    private let log: RuntimeLogHandler
    private let isDraining = DrainFlag()
    /// The maximum size of a request body: that of the server or of the app.
    let bodyLimit: Int
    private let trustedProxyCount: Int
    private let function: FunctionInfo
    private let usesBackgroundTasks: Bool
    /// The paths of the server for which the app has a route of its own.
    let shadowedPaths: [String]
    private let healthPath: String?
    private let readinessPath: String?
    let events: CloudEventEndpoint?

    init(_ instances: AppInstances, configuration: ServerConfiguration, log: RuntimeLogHandler) {
        self.instances = instances
        self.configuration = configuration
        self.log = log
        let app = instances.all[0].app
        let options = app.eventOptions
        bodyLimit = min(configuration.bodyLimit, options.maximumBodySize ?? .max)
        trustedProxyCount = options.trustedProxies
        function = FunctionInfo(name: app.title, version: app.version)
        usesBackgroundTasks = app.usesBackgroundTasks
        let routes = app.routes.map { (method: $0.method, path: options.basePath + $0.path) }
        let checks = [configuration.healthPath, configuration.readinessPath]
        shadowedPaths = checks.filter { check in routes.contains { $0.path == check } }
        healthPath = shadowedPaths.contains(configuration.healthPath) ? nil : configuration.healthPath
        readinessPath = shadowedPaths.contains(configuration.readinessPath) ? nil : configuration.readinessPath
        // A route of the app at the path receives the requests.
        let eventsPath = configuration.eventsPath.flatMap { path in
            app.acceptsCloudEvents && !routes.contains { $0.method == .post && $0.path == path } ? path : nil
        }
        events = eventsPath.map {
            CloudEventEndpoint(path: $0, origins: configuration.eventsOrigins, rate: configuration.eventsRate)
        }
    }

    /// Responds to one request.
    ///
    /// - Throws: An error if the request is aborted.
    package func respond(
        to received: Hummingbird.Request,
        _ connection: ConnectionContext
    ) async throws -> Hummingbird.Response {
        let start = ContinuousClock.now
        let (path, _) = received.target
        if let check = check(received, path: path) { return check }
        var request = HTTPTranslation.request(
            received,
            body: [],
            client: connection.channel.remoteAddress?.ipAddress
        )
        request.shape = .functionURL
        describeClient(of: &request)
        let context = context(for: request, start: start)
        let access = AccessLog(request, context: context, start: start, isEnabled: configuration.logsRequests)
        let body: [UInt8]?
        do {
            body = try await received.bufferBody(atMost: bodyLimit)
        } catch {
            access.write(.badRequest, bytes: 0, isComplete: false)
            throw error
        }
        request.body = body ?? []
        let served = ServedRequest(instances.leastBusy(), context: context)
        let watch = await connection.watch()
        watch?.onClose { Self.abandon(served, on: connection.channel) }
        let response =
            await served.run(handler(request, isTooLarge: body == nil, context: context)) ?? Self.timeoutResponse
        return send(response, to: request, closes: body == nil, served: served, access: access) {
            watch?.onClose(nil)
        }
    }

    /// The handler of a request: an event handler for a CloudEvent, the permission for its sender, otherwise the app.
    private func handler(
        _ request: Swiftlet.Request,
        isTooLarge: Bool,
        context: Context
    ) -> @Sendable (App, Context) async -> Swiftlet.Response {
        if let events, events.accepts(request) {
            return { await events.respond(to: request, isTooLarge: isTooLarge, app: $0, context: $1) }
        }
        if let permission = events?.validation(of: request, context: context) { return { _, _ in permission } }
        let excess = isTooLarge ? bodyLimit : nil
        return { await $0.respond(toReceived: request, bodyExceeding: excess, context: $1) }
    }

    // MARK: - Shutdown

    /// Fails the readiness check, and closes connections after their next response.
    func drain() {
        isDraining.set()
    }

    /// Cancels the requests in flight.
    func cancelRequests() {
        instances.cancelRequests()
    }

    /// Waits for the background tasks of requests whose response was sent.
    func waitUntilIdle() async {
        await instances.waitUntilIdle()
    }

    /// Shuts the app down.
    func shutdown() async {
        await instances.shutdown(Logger(label: "swiftlet.server") { _ in log })
    }

    // MARK: - Request

    /// The response to a health check or readiness check; `nil` for any other request.
    private func check(_ request: Hummingbird.Request, path: String) -> Hummingbird.Response? {
        guard request.method == .get || request.method == .head, path == healthPath || path == readinessPath else {
            return nil
        }
        let isReady = path == healthPath || !isDraining.isSet
        var response = Swiftlet.Response.text(
            isReady ? "ok\n" : "shutting down\n",
            status: isReady ? .ok : .serviceUnavailable
        )
        response.headers[.cacheControl] = "no-store"
        return HTTPTranslation.response(response, to: request.method)
    }

    private func describeClient(of request: inout Swiftlet.Request) {
        let (address, isForwarded) = configuration.trustedProxies.client(
            of: request.clientAddress,
            fields: request.headers,
            count: trustedProxyCount
        )
        request.clientAddress = address
        guard isForwarded, let scheme = request.header(.xForwardedProto)?.lowercased() else { return }
        if scheme == "https" || scheme == "http" { request.scheme = scheme }
    }

    private func context(for request: Swiftlet.Request, start: ContinuousClock.Instant) -> Context {
        var context = Context(requestID: RequestID.of(request.headers), makeLogger: { [log] in log.logger(of: $0) })
        context.deadline = start + configuration.requestTimeout
        context.traceID = request.header(.amazonTraceID)
        context.streamsResponses = true
        context.isLoggedByHost = configuration.logsRequests
        context.function = function
        if usesBackgroundTasks { context.backgroundWork = BackgroundWork() }
        // All instances have the same place of the ID.
        return instances.all[0].app.correlated(context, with: request)
    }

    /// Abandons a request whose client has closed its connection.
    ///
    /// A client that closes only its sending side can still receive the response, and cannot be distinguished at first.
    private static func abandon(_ served: ServedRequest, on channel: any Channel) {
        guard channel.isActive else { return served.abandon() }
        channel.eventLoop.scheduleTask(in: halfCloseTimeout) { served.abandon() }
    }

    private static let halfCloseTimeout = TimeAmount.seconds(1)

    // MARK: - Response

    private static let timeoutResponse = Swiftlet.Response.json(
        Array(#"{"detail":"The request timed out"}"#.utf8),
        status: .gatewayTimeout
    )

    private func send(
        _ response: Swiftlet.Response,
        to request: Swiftlet.Request,
        closes: Bool,
        served: ServedRequest,
        access: AccessLog,
        onEnd end: @escaping @Sendable () -> Void
    ) -> Hummingbird.Response {
        var response = response
        if response.headers[.requestID] == nil { response.headers[.requestID] = served.context.requestID }
        if request.method == .head, case .bytes(let bytes) = response.body, response.headers[.contentLength] == nil {
            response.headers[.contentLength] = "\(bytes.count)"
        }
        var result: Hummingbird.Response
        let status = response.status
        if case .stream(let body) = response.body, response.carriesBody(to: request.method) {
            let hasTasks = served.hasBackgroundWork
            let stream = ServedStream(body, request: served) { bytes, isComplete in
                end()
                // With background tasks, it ends after them.
                if !hasTasks { served.end() }
                access.write(status, bytes: bytes, isComplete: isComplete)
            }
            response.body = .bytes([])
            result = HTTPTranslation.response(response, to: request.method)
            result.body = stream.responseBody
        } else {
            end()
            result = ServedTasks.following(HTTPTranslation.response(response, to: request.method), of: served)
            access.write(status, bytes: result.body.contentLength ?? 0)
        }
        if closes || isDraining.isSet { result.headers[.connection] = "close" }
        return result
    }
}
