/// The validated configuration of an app, shared by all copies of it.
final class AppPlan: Sendable {
    let description: AppDescription
    let routes: [Route]
    let router: Router
    let events: EventDispatch
    let mounts: [MountedApp]
    /// The adapters of events with requests that are not an event shape.
    let requestAdapters: [any RequestAdapter]
    /// The responder chain: the app's middleware around its routes.
    let responder: HTTPResponder
    private let middleware: [any Middleware]
    private let trailingSlash: TrailingSlash
    var eventHandlers: [EventHandler] { events.handlers }
    /// The dependencies that are created at startup, each after its own dependencies.
    let eagerDependencies: [AnyDependency]
    /// The dependencies that its inputs and middleware inject directly.
    let rootDependencies: [AnyDependency]
    /// The app's hooks of a snapshot, in registration order.
    let snapshotHooks: [SnapshotHook]
    /// Whether any dependency outlives a request, including those of mounted apps.
    let hasProcessDependencies: Bool
    /// Whether an endpoint or event handler has background tasks, including those of mounted apps.
    let usesBackgroundTasks: Bool
    /// The place of the correlation ID of an event.
    let correlationID: CorrelationID?
    /// The settings that the app was created with.
    let settings: (any Sendable)?
    /// The configuration errors, one sentence each.
    let faults: [String]

    init(
        _ assembly: AppAssembly,
        options: HTTPEventOptions,
        settings: (any Sendable)?,
        trailingSlash: TrailingSlash,
        correlationID: CorrelationID?
    ) {
        var faults = assembly.faults
        var router = Router()
        for route in assembly.routes {
            if let other = router.add(route) {
                faults.append("The routes \(other.name) and \(route.name) match the same requests.")
            }
        }
        for mount in assembly.mounts {
            faults += mount.faults
            if let other = router.mount(mount.route) {
                faults.append("The app mounted at `\(mount.path)` and \(other) match the same requests.")
            }
        }
        faults += Self.repeatedNames(assembly, router)
        var dependencies = DependencyCheck()
        for route in assembly.routes {
            dependencies.visit(route.guards + route.endpoint.inputs)
            faults += StartCheck.faults(of: route)
        }
        for mount in assembly.mounts {
            dependencies.visit(mount.route.guards)
            faults += StartCheck.faults(of: mount.route, named: "The app mounted at `\(mount.path)`")
        }
        dependencies.visit(assembly.middleware + assembly.groupMiddleware)
        dependencies.visit(assembly.eventMiddleware)
        for handler in assembly.eventHandlers {
            dependencies.visit(handler.inputs)
            faults += StartCheck.faults(of: "event handler \(handler.name)", handler.inputs)
            if let fault = handler.trigger?.fault {
                faults.append("Invalid trigger of the event handler \(handler.name): \(fault)")
            }
        }
        assembly.description.complete(
            assembly.routes,
            writesProblemDetails: assembly.errors.writesProblemDetails
        )
        self.description = assembly.description
        self.routes = assembly.routes
        self.router = router
        self.events = EventDispatch(assembly.eventHandlers.map { $0.wrapped(by: assembly.eventMiddleware) })
        self.middleware = assembly.middleware
        self.mounts = assembly.mounts
        self.requestAdapters = assembly.requestAdapters
        self.trailingSlash = trailingSlash
        self.responder = HTTPResponder(
            options: options,
            errors: assembly.errors,
            middleware: assembly.middleware,
            hasMiddleware: !assembly.middleware.isEmpty || !assembly.groupMiddleware.isEmpty
                || assembly.mounts.contains { $0.plan.responder.hasMiddleware },
            last: RouteDispatch(router: router, trailingSlash: trailingSlash)
        )
        self.eagerDependencies = dependencies.eager
        self.settings = settings
        self.correlationID = correlationID
        self.snapshotHooks = assembly.snapshotHooks
        self.rootDependencies = dependencies.roots
        self.hasProcessDependencies =
            dependencies.hasProcessDependencies || assembly.mounts.contains { $0.plan.hasProcessDependencies }
        self.usesBackgroundTasks =
            StartCheck.hasBackgroundTasks(
                assembly.routes.flatMap { $0.guards + $0.endpoint.inputs } + assembly.mounts.flatMap(\.route.guards)
                    + assembly.eventHandlers.flatMap(\.inputs)
            ) || assembly.mounts.contains { $0.plan.usesBackgroundTasks }
        faults += dependencies.faults
        // Describing the inputs of a circular dependency would not terminate.
        faults += OpenAPICheck(assembly, describesInputs: dependencies.faults.isEmpty).faults
        self.faults = faults
    }

    private init(_ plan: AppPlan, only routes: [Route], _ mounts: [MountedApp]) {
        var router = Router()
        for route in routes { _ = router.add(route) }
        for mount in mounts { _ = router.mount(mount.route) }
        self.description = plan.description
        self.routes = routes
        self.router = router
        self.events = EventDispatch([])
        self.middleware = plan.middleware
        self.mounts = mounts
        self.requestAdapters = plan.requestAdapters
        self.trailingSlash = plan.trailingSlash
        self.responder = HTTPResponder(
            options: plan.responder.options,
            errors: plan.responder.errors,
            middleware: plan.middleware,
            hasMiddleware: plan.responder.hasMiddleware,
            last: RouteDispatch(router: router, trailingSlash: plan.trailingSlash)
        )
        self.eagerDependencies = plan.eagerDependencies
        self.settings = plan.settings
        self.correlationID = plan.correlationID
        self.snapshotHooks = plan.snapshotHooks
        self.rootDependencies = plan.rootDependencies
        self.hasProcessDependencies = plan.hasProcessDependencies
        self.usesBackgroundTasks = plan.usesBackgroundTasks
        self.faults = plan.faults
    }

    /// Returns the plan with a single route, its own or that of a mounted app, and no event handlers.
    ///
    /// - Parameter name: The route's operation ID, with the prefixes of the apps that contain it.
    /// - Returns: The plan, or `nil` if there is no such route.
    func onlyRoute(named name: String) -> AppPlan? {
        if let route = routes.first(where: { $0.operationID.utf8Equals(name) }) {
            return AppPlan(self, only: [route], [])
        }
        for mount in mounts {
            guard let inner = mount.innerName(name), let plan = mount.plan.onlyRoute(named: inner) else { continue }
            return AppPlan(self, only: [], [mount.only(plan)])
        }
        return nil
    }

    /// The routes, followed by those of mounted apps.
    var routeDescriptions: [RouteDescription] {
        routes.map(RouteDescription.init) + mounts.flatMap { Self.descriptions(of: $0, in: router) }
    }

    /// Returns the routes of a mounted app that are not shadowed by a route of the outer app.
    private static func descriptions(of mount: MountedApp, in router: Router) -> [RouteDescription] {
        mount.plan.routeDescriptions.map(mount.description)
            .filter { description in
                let path = RoutePath(description.path)
                // The braces of parameters keep them from matching a literal segment of another route.
                let segments = path.segments.map { segment in
                    switch segment {
                    case .literal(let text): text
                    case .parameter(let name), .catchAll(let name): "{\(name)}"
                    }
                }
                guard case .found(let route, _) = router.match(description.method, segments) else { return true }
                return route === mount.route || (path.hasCatchAll && !route.path.hasCatchAll)
            }
    }

    /// Reports duplicate handler names.
    private static func repeatedNames(_ assembly: AppAssembly, _ router: Router) -> [String] {
        var known: [String: String] = ["app": "the whole app"]
        var faults: [String] = []
        let named =
            assembly.routes.map { ($0.operationID, $0.name) }
            + assembly.mounts.flatMap { mount in
                descriptions(of: mount, in: router)
                    .map { ($0.operationID, "\($0.method) \($0.path) (\($0.operationID))") }
            }
            + assembly.eventHandlers.map { ($0.name, "the event handler \($0.name)") }
        for (name, description) in named {
            if let other = known.updateValue(description, forKey: name) {
                faults.append("Duplicate name `\(name)`: \(other) and \(description).")
            }
        }
        return faults
    }
}
