import HTTPTypes
import SwiftletJSON

/// An app: endpoints behind a router, event handlers, and what stands around them.
///
/// ```swift
/// let app = App(title: "Users", version: "1.0.0") {
///     CORS(allowing: ["https://app.example.com"])
///     Routes("/users", tags: ["users"]) { listUsers; getUser; createUser }
///     EventHandler("nightly-cleanup") { (event: ScheduledEvent, context) in … }
/// }
/// ```
///
/// It is a value: the runtime, the harness and the tests all take it, and ``overriding(_:)`` gives a test one of its own.
public struct App: Handler {
    let plan: AppPlan
    let environment: AppEnvironment
    let overrides: Overrides

    /// Creates an app.
    ///
    /// - Parameters:
    ///   - title: the title in the documentation.
    ///   - version: the version of the API in the documentation.
    ///   - description: what the API is for; CommonMark.
    ///   - basePath: a path of a custom domain that is mapped to the app, such as `/v1`: it is taken off every request's
    ///     path.
    ///   - trailingSlash: what to answer where only a slash at the end of a path is missing or too much.
    ///   - trustedProxies: how many proxies in front of the app are trusted, the platform's own gateway or load balancer
    ///     among them: 1 without a CDN, 2 behind CloudFront. ``Request/clientAddress`` is the address that the outermost
    ///     of them saw, taken from `X-Forwarded-For`; what is further left in that field is only what the client claims.
    ///     With more than 1, the function must be reachable through those proxies only. A REST API with an
    ///     edge-optimized endpoint has CloudFront in it and counts as 1.
    ///   - bodyLimit: the largest body of a request in bytes, larger ones being answered with 413; `nil` for whatever the
    ///     platform delivers. ``BodyLimit`` limits a group of routes.
    ///   - formFieldLimit: the most fields, files included, that a form in the body of a request may have, urlencoded or
    ///     multipart; more are rejected with 413.
    ///   - textTypes: content types, beside the known ones, whose response bodies are text: they are put into the response
    ///     event as they are where they are UTF-8, and not in base64, which a REST API decodes only for its
    ///     `binaryMediaTypes`.
    ///   - components: what the app is made of.
    public init(
        title: String,
        version: String,
        description: String? = nil,
        basePath: String = "",
        trailingSlash: TrailingSlash = .redirect,
        trustedProxies: Int = 1,
        bodyLimit: Int? = nil,
        formFieldLimit: Int = 1000,
        textTypes: [String] = [],
        @AppBuilder _ components: () -> [any AppComponent]
    ) {
        var assembly = AppAssembly(
            AppDescription(title: title, version: version, summary: description),
            formFieldLimit: formFieldLimit
        )
        assembly.add(components())
        self.plan = AppPlan(
            assembly,
            options: HTTPEventOptions(
                basePath: basePath,
                trustedProxies: trustedProxies,
                maximumBodySize: bodyLimit,
                textTypes: textTypes
            ),
            trailingSlash: trailingSlash
        )
        self.environment = AppEnvironment()
        self.overrides = Overrides()
    }

    init(_ plan: AppPlan, environment: AppEnvironment, overrides: Overrides) {
        self.plan = plan
        self.environment = environment
        self.overrides = overrides
    }

    /// The same app with some dependencies replaced, and with nothing made yet: what it makes is its own.
    public func overriding(_ overrides: Overrides) -> App {
        App(plan, environment: AppEnvironment(), overrides: self.overrides.merging(overrides))
    }

    /// Checks how the app is put together, and makes the dependencies that are made at start.
    ///
    /// The first event does it too, if nobody has.
    ///
    /// - Throws: ``AppError`` if routes are ambiguous, dependencies stand on themselves, and so on; or what a dependency
    ///   throws that is made at start.
    public func start() async throws {
        if !plan.faults.isEmpty { throw AppError(faults: plan.faults) }
        guard plan.hasEagerDependencies, !environment.isStarted else { return }
        try await makeEagerDependencies()
        environment.isStarted = true
    }

    private func makeEagerDependencies() async throws {
        let scope = RequestScope(Request(), Context(), environment: environment, overrides: overrides)
        try await AppEnvironment.$current.withValue((environment, overrides, nil)) {
            for dependency in plan.eagerDependencies {
                try await dependency.prepare(in: scope)
            }
        }
        for mount in plan.mounts {
            try await mount.app(in: self).makeEagerDependencies()
        }
    }

    /// How the app reads and writes HTTP events.
    package var eventOptions: HTTPEventOptions { plan.options }

    /// Whether the app has dependencies that outlive a request, which ``shutdown()`` may tear down.
    package var needsShutdown: Bool { plan.keepsInstances }

    /// Tears down what was made for the life of the process.
    ///
    /// - Throws: the first error a teardown throws, after all have run.
    public func shutdown() async throws {
        try await environment.shutdown()
    }

    /// Answers an event: an HTTP request through the routes, any other by the event handler that recognises it.
    ///
    /// - Throws: an error if the event is of no kind the app knows, or what an event handler throws.
    public func respond(to event: [UInt8], _ context: Context) async throws -> HandlerOutput {
        try await start()
        let parsed = try LenientEvent(parsing: event)
        if let shape = HTTPEventShape.recognise(parsed.root) {
            return try await HTTPExchange.respond(
                to: parsed,
                shape: shape,
                options: plan.options,
                errors: plan.errors,
                hasMiddleware: plan.hasMiddleware,
                context,
                respond(to:_:rejecting:in:)
            )
        }
        if let error = parsed.error { throw error }
        let handler = try plan.events.handler(of: parsed.root)
        return .bytes(try await handler.bound(to: environment, overrides).answer(parsed.root, context))
    }

    /// Answers a request: through the middleware, then by the route.
    public func respond(to request: Request, _ context: Context) async -> Response {
        guard plan.hasMiddleware else { return await respond(to: request, context, rejecting: nil, in: nil) }
        let exchange = Exchange(collectsStreams: false)
        let response = await respond(to: request, context, rejecting: nil, in: exchange)
        let finished = await exchange.finish(response, to: request, context)
        await exchange.complete()
        return finished
    }

    /// Answers a request, or rejects it behind the middleware, so that the rejection is a response like any other.
    func respond(
        to request: Request,
        _ context: Context,
        rejecting rejection: HTTPError?,
        in exchange: Exchange?
    ) async -> Response {
        await AppEnvironment.$current.withValue((environment, overrides, exchange)) {
            guard plan.middleware.isEmpty else {
                return await respond(request, context, through: plan.middleware[...]) { request, context in
                    if let rejection { throw rejection }
                    return try await route(request, context)
                }
            }
            do {
                if let rejection { throw rejection }
                return try await route(request, context)
            } catch {
                return await plan.errors.response(to: error, request, context)
            }
        }
    }

    private func respond(
        _ request: Request,
        _ context: Context,
        through middleware: ArraySlice<any Middleware>,
        _ last: @escaping @Sendable (Request, Context) async throws -> Response
    ) async -> Response {
        await plan.errors.catching(request, context) {
            guard let first = middleware.first else { return try await last(request, context) }
            return try await first.handle(request, context) { request, context in
                await respond(request, context, through: middleware.dropFirst(), last)
            }
        }
    }

    private func route(_ request: Request, _ context: Context) async throws -> Response {
        let segments = request.pathSegments
        let match = plan.router.match(request.method, segments)
        if case .none = match { return try await unrouted(request, segments, context) }
        return try await serve(match, request, context)
    }

    private func serve(_ match: Router.Match, _ request: Request, _ context: Context) async throws -> Response {
        switch match {
        case .found(let route, let values):
            return try await serve(route, request, context, values)
        case .methods(let allowed):
            let allow = allowed.map(\.rawValue).joined(separator: ", ")
            if request.method == .options { return Response(.noContent, headers: [.allow: allow]) }
            throw HTTPError(.methodNotAllowed, headers: [.allow: allow])
        case .none:
            throw HTTPError(.notFound)
        }
    }

    private func serve(
        _ route: Route,
        _ request: Request,
        _ context: Context,
        _ values: [QueryItem]
    ) async throws -> Response {
        if route.middleware.isEmpty {
            return try await route.serve(
                request,
                context,
                pathValues: values,
                environment: environment,
                overrides: overrides
            )
        }
        return await respond(request, context, through: route.middleware[...]) { request, context in
            try await route.serve(
                request,
                context,
                pathValues: values,
                environment: environment,
                overrides: overrides
            )
        }
    }

    /// Answers a path that has no route, unless it has one but for a slash at its end.
    private func unrouted(_ request: Request, _ segments: [String], _ context: Context) async throws -> Response {
        guard plan.trailingSlash != .strict, segments != [""], !segments.isEmpty else { throw HTTPError(.notFound) }
        let hasSlash = segments.last == ""
        let match = plan.router.match(request.method, hasSlash ? segments.dropLast() : segments + [""])
        if case .none = match { throw HTTPError(.notFound) }
        if plan.trailingSlash == .ignore { return try await serve(match, request, context) }
        // As in FastAPI, whatever the method: where it is not allowed, the other path says so.
        let path = hasSlash ? String(request.encodedPath.dropLast()) : request.encodedPath + "/"
        return Response(
            .temporaryRedirect,
            headers: [.location: request.externalReference(path: path, query: request.queryString)]
        )
    }
}

/// What is wrong with how an app is put together.
public struct AppError: Error, Sendable, CustomStringConvertible {
    /// The mistakes, each in a sentence.
    public let faults: [String]

    /// The mistakes, one in a line.
    public var description: String { faults.joined(separator: "\n") }
}
