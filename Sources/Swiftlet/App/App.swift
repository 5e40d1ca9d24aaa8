import HTTPTypes
import SwiftletJSON

/// An application: middleware, routed endpoints and event handlers.
///
/// ```swift
/// App(title: "Notes", version: "1.0.0") {
///     RequestLog()
///     CORS(allowing: ["https://app.example.com"])
///     Routes("/notes", tags: ["notes"]) {
///         changeNote
///         addNote
///         listNotes
///     }
///     OpenAPIRoutes()
/// }
/// ```
///
/// `App` is a value type. ``overriding(_:)`` returns an independent copy, for example for a test.
public struct App: Handler {
    let plan: AppPlan
    let container: DependencyContainer
    let overrides: Overrides

    /// Creates an app.
    ///
    /// - Parameters:
    ///   - title: The API's title in the OpenAPI document.
    ///   - version: The API's version in the OpenAPI document.
    ///   - description: The API's description; CommonMark.
    ///   - settings: The settings, which are injected by a ``Dependency`` created with
    ///     ``Dependency/init(settings:name:)``.
    ///   - basePath: A base path mapping of a custom domain, such as `/v1`, which is removed from the path of every request.
    ///   - trailingSlash: How a request is handled whose path matches a route except for a trailing slash.
    ///   - trustedProxies: The number of trusted proxies in front of the app, including the platform's own gateway or load
    ///     balancer: 1 without a CDN, 2 behind CloudFront. ``Request/clientAddress`` is the address that the outermost
    ///     trusted proxy saw, taken from `X-Forwarded-For`; entries further left are set by the client and ignored.
    ///     With more than 1, the function must be reachable only through those proxies. A REST API with an
    ///     edge-optimized endpoint includes CloudFront and counts as 1.
    ///   - bodyLimit: The maximum size of a request body in bytes, above which the response is 413; `nil` for the
    ///     platform's own limit. ``BodyLimit`` limits a group of routes.
    ///   - formFieldLimit: The maximum number of fields, including files, in a urlencoded or multipart form, above which
    ///     the response is 413.
    ///   - textTypes: Additional content types whose response bodies are text. If they are valid UTF-8 they are written to
    ///     the response event as text instead of base64, which a REST API decodes only for its `binaryMediaTypes`.
    ///   - components: The app's middleware, routes and event handlers.
    public init(
        title: String,
        version: String,
        description: String? = nil,
        settings: (any Sendable)? = nil,
        basePath: String = "",
        trailingSlash: TrailingSlash = .redirect,
        trustedProxies: Int = 1,
        bodyLimit: Int? = nil,
        formFieldLimit: Int = 1000,
        textTypes: [String] = [],
        @AppBuilder _ components: () -> AppComponents
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
            settings: settings,
            trailingSlash: trailingSlash
        )
        self.container = DependencyContainer(settings: settings)
        self.overrides = Overrides()
    }

    init(_ plan: AppPlan, container: DependencyContainer, overrides: Overrides) {
        self.plan = plan
        self.container = container
        self.overrides = overrides
    }

    /// Returns a copy of the app with some dependencies replaced and no shared instances.
    public func overriding(_ overrides: Overrides) -> App {
        App(plan, container: DependencyContainer(settings: plan.settings), overrides: self.overrides.merging(overrides))
    }

    /// Validates the app's configuration and creates the dependencies with lifetime ``Lifetime/perProcessAtStartup``.
    ///
    /// Called automatically for the first event.
    ///
    /// - Throws: ``AppError`` if the configuration is invalid, for example if routes are ambiguous or dependencies are
    ///   circular, or the error thrown by a dependency.
    public func start() async throws {
        if !plan.faults.isEmpty { throw AppError(faults: plan.faults) }
        guard plan.hasProcessDependencies, !container.isStarted else { return }
        try check()
        try await createEagerDependencies()
        container.isStarted = true
    }

    private func createEagerDependencies() async throws {
        let scope = RequestScope(Request(), context: Context(), container: container, overrides: overrides)
        try await DependencyContainer.$current.withValue((container, overrides, nil)) {
            for dependency in plan.eagerDependencies {
                try await dependency.prepare(in: scope)
            }
        }
        for mount in plan.mounts {
            try await mount.app(in: self).createEagerDependencies()
        }
    }

    /// The options for decoding and encoding HTTP events.
    package var eventOptions: HTTPEventOptions { plan.options }

    /// Whether the app has process-lifetime dependencies, which ``shutdown()`` tears down.
    package var needsShutdown: Bool { plan.hasProcessDependencies }

    /// Tears down the dependencies with process lifetime.
    ///
    /// - Throws: The first error thrown by a teardown, after all have run.
    public func shutdown() async throws {
        try await container.shutdown()
    }

    /// Handles an event: an HTTP request is routed, any other event is passed to the event handler that matches it.
    ///
    /// - Throws: An error if no handler matches the event, or the error thrown by the event handler.
    public func respond(to event: [UInt8], context: Context) async throws -> HandlerOutput {
        try await start()
        let parsed = try LenientEvent(parsing: event)
        if let shape = HTTPEventShape.recognize(parsed.root) {
            return try await HTTPExchange.respond(
                to: parsed,
                shape: shape,
                options: plan.options,
                errors: plan.errors,
                hasMiddleware: plan.hasMiddleware,
                context: context,
                serve: respond(to:context:rejecting:in:)
            )
        }
        if let error = parsed.error { throw error }
        let handler = try plan.events.handler(of: parsed.root)
        return .bytes(try await handler.bound(to: container, overrides).handle(parsed.root, context: context))
    }

    /// Handles a request with the app's middleware and routes.
    public func respond(to request: Request, context: Context) async -> Response {
        guard plan.hasMiddleware else { return await respond(to: request, context: context, rejecting: nil, in: nil) }
        let exchange = Exchange(collectsStreams: false)
        let response = await respond(to: request, context: context, rejecting: nil, in: exchange)
        let finished = await exchange.finish(response, to: request, context: context)
        await exchange.complete()
        return finished
    }

    /// Handles a request, or rejects it inside the middleware, so that middleware also processes the rejection's response.
    func respond(
        to request: Request,
        context: Context,
        rejecting rejection: HTTPError?,
        in exchange: Exchange?
    ) async -> Response {
        await DependencyContainer.$current.withValue((container, overrides, exchange)) {
            guard plan.middleware.isEmpty else {
                return await respond(to: request, context: context, through: plan.middleware[...]) { request, context in
                    if let rejection { throw rejection }
                    return try await route(request, context: context)
                }
            }
            do {
                if let rejection { throw rejection }
                return try await route(request, context: context)
            } catch {
                return await plan.errors.response(to: error, for: request, context: context)
            }
        }
    }

    private func respond(
        to request: Request,
        context: Context,
        through middleware: ArraySlice<any Middleware>,
        last: @escaping @Sendable (Request, Context) async throws -> Response
    ) async -> Response {
        await plan.errors.catching(request, context: context) {
            guard let first = middleware.first else { return try await last(request, context) }
            return try await first.handle(request, context: context) { request, context in
                await respond(to: request, context: context, through: middleware.dropFirst(), last: last)
            }
        }
    }

    private func route(_ request: Request, context: Context) async throws -> Response {
        let segments = request.pathSegments
        let match = plan.router.match(request.method, segments)
        if case .none = match { return try await unrouted(request, segments: segments, context: context) }
        return try await serve(match, for: request, context: context)
    }

    private func serve(_ match: Router.Match, for request: Request, context: Context) async throws -> Response {
        switch match {
        case .found(let route, let values):
            return try await serve(route, for: request, context: context, pathValues: values)
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
        for request: Request,
        context: Context,
        pathValues values: [QueryItem]
    ) async throws -> Response {
        if route.middleware.isEmpty {
            return try await route.serve(
                request,
                context: context,
                pathValues: values,
                container: container,
                overrides: overrides
            )
        }
        return await respond(to: request, context: context, through: route.middleware[...]) { request, context in
            try await route.serve(
                request,
                context: context,
                pathValues: values,
                container: container,
                overrides: overrides
            )
        }
    }

    /// Handles a path without a route: a redirect or the route if one matches except for a trailing slash, otherwise 404.
    private func unrouted(_ request: Request, segments: [String], context: Context) async throws -> Response {
        guard plan.trailingSlash != .strict, segments != [""], !segments.isEmpty else { throw HTTPError(.notFound) }
        let hasSlash = segments.last == ""
        let match = plan.router.match(request.method, hasSlash ? segments.dropLast() : segments + [""])
        if case .none = match { throw HTTPError(.notFound) }
        if plan.trailingSlash == .ignore { return try await serve(match, for: request, context: context) }
        // As in FastAPI, redirect for every method; the redirect target responds with 405 if it is not allowed.
        let path = hasSlash ? String(request.encodedPath.dropLast()) : request.encodedPath + "/"
        return Response(
            .temporaryRedirect,
            headers: [.location: request.externalReference(path: path, query: request.queryString)]
        )
    }
}
