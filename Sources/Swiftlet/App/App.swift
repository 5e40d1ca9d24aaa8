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
    ///   - correlationID: The place of the correlation ID, which is logged; `nil` for none.
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
        correlationID: CorrelationID? = nil,
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
            trailingSlash: trailingSlash,
            correlationID: correlationID
        )
        self.container = DependencyContainer(settings: settings)
    }

    init(_ plan: AppPlan, container: DependencyContainer) {
        self.plan = plan
        self.container = container
    }

    /// Returns a copy of the app with some dependencies replaced and no shared instances.
    public func overriding(_ overrides: Overrides) -> App {
        let overrides = container.overrides.merging(overrides)
        return App(plan, container: DependencyContainer(settings: plan.settings, overrides: overrides))
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
        try await createDependencies { _ in true }
        container.isStarted = true
    }

    /// Creates those of the eager dependencies that are selected, also of mounted apps.
    func createDependencies(where isSelected: (AnyDependency) -> Bool) async throws {
        let scope = RequestScope(Request(), context: Context().with(container), container: container)
        for dependency in plan.eagerDependencies where isSelected(dependency) {
            try await dependency.prepare(in: scope)
        }
        for mount in plan.mounts {
            try await mount.app(in: self).createDependencies(where: isSelected)
        }
    }

    /// The options for decoding and encoding HTTP events.
    package var eventOptions: HTTPEventOptions { plan.responder.options }

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
        let event = try LenientEvent(parsing: event)
        guard plan.correlationID != nil else { return try await respond(to: event, context: context) }
        let context = correlated(context, with: event.root)
        let output = try await Context.$current.withValue(context) { try await respond(to: event, context: context) }
        guard case .stream(var stream) = output else { return output }
        stream.body = stream.body.wrapped { body in
            try await Context.$current.withValue(context) { try await body() }
        }
        return .stream(stream)
    }

    // Inlined, like the handler's and the worker's steps: an asynchronous call allocates a frame.
    @inline(__always)
    private func respond(to event: LenientEvent, context: Context) async throws -> HandlerOutput {
        if let shape = HTTPEventShape.recognize(event.root) {
            return try await plan.responder.respond(to: event, shape: shape, context: context, container: container)
        }
        if let error = event.error { throw error }
        if let adapter = plan.requestAdapters.first(where: { $0.recognizes(event.root) }) {
            return .bytes(try await respond(to: event.root, context: context, through: adapter))
        }
        return try await plan.events.handler(of: event.root).respond(to: event.root, context: context, in: container)
    }

    private func respond(to event: JSONNode, context: Context, through adapter: any RequestAdapter) async throws
        -> [UInt8]
    {
        var response = await respond(to: try adapter.request(from: event), context: context)
        if case .stream(let body) = response.body { response.body = .bytes(try await body.collect()) }
        return try adapter.write(response, to: event)
    }

    /// Handles a request with the app's middleware and routes.
    public func respond(to request: Request, context: Context) async -> Response {
        await plan.responder.respond(to: request, context: context, container: container)
    }
}
