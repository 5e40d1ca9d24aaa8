import Logging
import Synchronization

/// The state of one request until its response is written, which all steps of the responder chain share.
///
/// Middleware may wrap or replace a stream, or stop waiting for it. The exchange runs the teardowns of such a stream, and
/// notifies middleware if a response could not be written.
final class Exchange: Sendable {
    /// The delivery status of a response returned by middleware.
    enum Delivery: Sendable {
        /// The response was sent.
        case delivered
        /// Another response was sent instead.
        case replaced(Response)
        /// The response arrived after another middleware had stopped waiting for it.
        case discarded
    }

    /// Receives the delivery status of the middleware's response.
    typealias Observer = @Sendable (_ delivery: Delivery) async -> Void

    private struct State {
        var scopes: [ExitScope] = []
        var observers: [Observer] = []
        var hasEnded = false
        var isGuarded = false
        var tasks: [BackgroundTaskList] = []
        /// The selected routes: that of the app, then those of mounted apps.
        var routes: [Route] = []
    }

    /// The instances and overrides of the app.
    let container: DependencyContainer
    /// The error in decoding the request, which determines the response.
    let rejection: HTTPError?
    /// Whether streams are collected before middleware receives the response, so that a failing stream is handled like any
    /// other error.
    let collectsStreams: Bool
    /// A teardown that runs after those of the request.
    let teardown: ExitScope.Teardown?
    private let responder: HTTPResponder
    /// The exchange of the outer app, for a mounted app.
    private let outer: Exchange?
    private let state = Mutex(State())
    /// Whether there are background tasks; read for each request, without a lock.
    private let hasTasks = Atomic(false)
    /// Whether the selected routes are recorded.
    private let recordsRoutes = Atomic(false)

    init(
        _ responder: HTTPResponder,
        container: DependencyContainer,
        rejection: HTTPError? = nil,
        collectsStreams: Bool = false,
        teardown: ExitScope.Teardown? = nil
    ) {
        self.responder = responder
        self.container = container
        self.rejection = rejection
        self.collectsStreams = collectsStreams
        self.teardown = teardown
        self.outer = nil
    }

    /// Creates the exchange of a mounted app, whose response the outer app sends.
    init(_ responder: HTTPResponder, container: DependencyContainer, rejection: HTTPError?, within outer: Exchange) {
        self.responder = responder
        self.container = container
        self.rejection = rejection
        self.collectsStreams = outer.collectsStreams
        self.teardown = nil
        self.outer = outer
    }

    /// Runs a step of the responder chain, and converts an error that it throws to a response.
    func respond(to request: Request, context: Context, with step: any Responder) async -> Response {
        do {
            return try await step.respond(to: request, context: context, exchange: self)
        } catch {
            return await response(to: error, for: request, context: context)
        }
    }

    /// Returns the response for an error.
    func response(to error: any Error, for request: Request, context: Context) async -> Response {
        await responder.errors.response(to: error, for: request, context: attached(to: context))
    }

    /// Returns a context that provides the exchange and the app's container to middleware and error handlers.
    func attached(to context: Context) -> Context {
        guard context.exchange !== self || context.container !== container else { return context }
        var context = context
        context.exchange = self
        context.container = container
        return context
    }

    /// Whether all middleware has returned; responses that the endpoint returns later are discarded.
    var hasEnded: Bool { outer?.hasEnded ?? state.withLock { $0.hasEnded } }

    /// Whether the route of the request has guards or a security scheme.
    var isGuarded: Bool { outer?.isGuarded ?? state.withLock { $0.isGuarded } }

    func markGuarded() {
        if let outer { return outer.markGuarded() }
        state.withLock { $0.isGuarded = true }
    }

    /// Records the selected routes from now on, for ``route``.
    func recordRoutes() {
        if let outer { return outer.recordRoutes() }
        recordsRoutes.store(true, ordering: .relaxed)
    }

    /// Records the route that was selected, or `nil` if none matches the request.
    @inline(__always)
    func didSelect(_ route: Route?) {
        if let outer { return outer.didSelect(route) }
        guard recordsRoutes.load(ordering: .relaxed) else { return }
        record(route)
    }

    private func record(_ route: Route?) {
        state.withLock { state in
            if let route { state.routes.append(route) } else { state.routes = [] }
        }
    }

    /// The method and the path of the recorded route, as they were declared, such as `GET /users/{id}`; `nil` for none.
    var route: String? {
        if let outer { return outer.route }
        let routes = state.withLock { $0.routes }
        guard let last = routes.last else { return nil }
        let path = routes.map(\.path.description).joined()
        return "\(last.method) \(path.isEmpty ? "/" : path)"
    }

    /// Takes over the teardowns of a stream that may never be read.
    ///
    /// They run immediately if the exchange has ended, because the response is too late.
    func adopt(_ exits: ExitScope, context: Context) async {
        if let outer { return await outer.adopt(exits, context: context) }
        let isLate = state.withLock { state in
            if !state.hasEnded { state.scopes.append(exits) }
            return state.hasEnded
        }
        if isLate { await Self.exit([exits], with: .failure(UndeliveredResponse()), context: context) }
    }

    /// Calls an observer once the delivery status of the middleware's response is known.
    func observe(_ observer: @escaping Observer) async {
        if let outer { return await outer.observe(observer) }
        let isLate = state.withLock { state in
            if !state.hasEnded { state.observers.append(observer) }
            return state.hasEnded
        }
        if isLate { await observer(.discarded) }
    }

    /// Schedules tasks for the time after the response.
    func schedule(_ tasks: BackgroundTaskList) {
        if let outer { return outer.schedule(tasks) }
        state.withLock { $0.tasks.append(tasks) }
        hasTasks.store(true, ordering: .releasing)
    }

    /// Delays a teardown until the background tasks have run.
    ///
    /// - Returns: Whether there are such tasks.
    func deferToTasks(_ teardown: @escaping ExitScope.Teardown) -> Bool {
        guard let last = state.withLock(\.tasks.last) else { return false }
        last.onEnd(teardown)
        return true
    }

    /// Whether there are background tasks.
    var hasBackgroundTasks: Bool { hasTasks.load(ordering: .acquiring) }

    /// Passes the background tasks to the host of the invocation, or runs them if it has to be done before the response is
    /// returned.
    func deliverTasks() async {
        let lists = state.withLock { state in
            defer { state.tasks = [] }
            return state.tasks
        }
        for list in lists {
            await list.deliver()
        }
    }

    /// Returns a streamed body after whose end the background tasks run.
    func deliveringTasks(after body: BodyStream, context: Context) async -> BodyStream {
        guard context.backgroundWork == nil else {
            await deliverTasks()
            return body
        }
        return body.onEnd { _ in await self.deliverTasks() }
    }

    /// Ends the exchange with the response returned by all middleware; with a stream, when the stream ends.
    func finish(_ response: Response, to request: Request, context: Context) async -> Response {
        state.withLock { $0.hasEnded = true }
        var response = response
        if case .stream(let body) = response.body {
            if response.carriesBody(to: request.method) {
                response.body = .stream(
                    body.onEnd { outcome in
                        await self.end(outcome, context: context)
                    }
                )
                return response
            }
            response.body = .bytes([])
        }
        let isError = response.error != nil || response.status.code >= 400
        await end(isError ? .failure(response.error ?? UndeliveredResponse()) : .success, context: context)
        return response
    }

    /// Notifies the observers, in registration order.
    func complete(replacement: Response? = nil) async {
        let observers = state.withLock { state in
            defer { state.observers = [] }
            return state.observers
        }
        for observer in observers {
            await observer(replacement.map { .replaced($0) } ?? .delivered)
        }
    }

    private func end(_ outcome: ExitOutcome, context: Context) async {
        let scopes = state.withLock { state in
            defer { state.scopes = [] }
            return state.scopes
        }
        await Self.exit(scopes, with: outcome, context: context)
    }

    private static func exit(_ scopes: [ExitScope], with outcome: ExitOutcome, context: Context) async {
        for scope in scopes {
            do {
                try await scope.exit(outcome)
            } catch {
                context.logger.error(
                    "Teardown failed after the response was discarded",
                    metadata: ["error": "\(error)"]
                )
            }
        }
    }
}

extension Context {
    /// The exchange of the request that middleware processes, or `nil` outside of middleware.
    var currentExchange: Exchange? { exchange as? Exchange }
}
