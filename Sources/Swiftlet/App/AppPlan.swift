/// How an app is put together: made once, and the same for all copies of the app.
final class AppPlan: Sendable {
    let description: AppDescription
    let routes: [Route]
    let router: Router
    let events: EventDispatch
    let commands: [ConsoleCommand]
    let middleware: [any Middleware]
    /// Whether there is middleware around any route.
    let hasMiddleware: Bool
    let mounts: [MountedApp]
    var eventHandlers: [EventHandler] { events.handlers }
    let errors: ErrorResponder
    let options: HTTPEventOptions
    let trailingSlash: TrailingSlash
    /// The dependencies that are made at start, each after those it depends on.
    let eagerDependencies: [any AnyDependency]
    /// Whether any dependency outlives a request.
    let keepsInstances: Bool
    /// What is wrong, each in a sentence.
    let faults: [String]

    init(_ assembly: AppAssembly, options: HTTPEventOptions, trailingSlash: TrailingSlash) {
        var faults = assembly.faults
        var router = Router()
        for route in assembly.routes {
            if let other = router.add(route) {
                faults.append("The routes \(other.name) and \(route.name) answer the same requests.")
            }
        }
        for mount in assembly.mounts {
            faults += mount.faults
            if let other = router.mount(mount.route) {
                faults.append("The app mounted at `\(mount.path)` and \(other) serve the same requests.")
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
        let withoutRequest =
            assembly.eventHandlers.map { ("event handler \($0.name)", $0.inputs) }
            + assembly.commands.map { ("command \($0.name)", $0.inputs) }
        for (name, inputs) in withoutRequest {
            dependencies.visit(inputs)
            faults += StartCheck.faults(of: name, inputs)
        }
        for handler in assembly.eventHandlers {
            if let fault = handler.trigger?.fault {
                faults.append("The event handler \(handler.name) cannot be deployed on its trigger. \(fault)")
            }
        }
        assembly.description.complete(
            assembly.routes,
            writesProblemDetails: assembly.errors.writesProblemDetails
        )
        self.description = assembly.description
        self.routes = assembly.routes
        self.router = router
        self.events = EventDispatch(assembly.eventHandlers)
        self.commands = assembly.commands
        self.middleware = assembly.middleware
        self.mounts = assembly.mounts
        self.hasMiddleware =
            !assembly.middleware.isEmpty || !assembly.groupMiddleware.isEmpty
            || assembly.mounts.contains { $0.plan.hasMiddleware }
        self.errors = assembly.errors
        self.options = options
        self.trailingSlash = trailingSlash
        self.eagerDependencies = dependencies.eager
        self.keepsInstances = dependencies.keepsInstances || assembly.mounts.contains { $0.plan.keepsInstances }
        faults += dependencies.faults
        // Describing an input of a circular dependency would never end.
        faults += OpenAPICheck(assembly, describesSecurity: dependencies.faults.isEmpty).faults
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
        self.commands = plan.commands
        self.middleware = plan.middleware
        self.hasMiddleware = plan.hasMiddleware
        self.mounts = mounts
        self.errors = plan.errors
        self.options = plan.options
        self.trailingSlash = plan.trailingSlash
        self.eagerDependencies = plan.eagerDependencies
        self.keepsInstances = plan.keepsInstances
        self.faults = plan.faults
    }

    /// The same plan with one route, its own or of an app mounted in it, and no event handlers.
    ///
    /// - Parameter name: the route's operation id, with the prefixes of the apps in which it is.
    /// - Returns: `nil` if there is no such route.
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

    /// The routes, and then those of the apps mounted in it.
    var routeDescriptions: [RouteDescription] {
        routes.map(RouteDescription.init) + mounts.flatMap { Self.descriptions(of: $0, in: router) }
    }

    /// The routes of a mounted app that receive requests: those that no route of the outer app takes precedence over.
    private static func descriptions(of mount: MountedApp, in router: Router) -> [RouteDescription] {
        mount.plan.routeDescriptions.map(mount.description)
            .filter { description in
                let path = RoutePath(description.path)
                // A sample of the path, whose parameters are in braces: a literal of another route is not equal to them.
                let segments = path.segments.map { segment in
                    switch segment {
                    case .literal(let text): text
                    case .parameter(let name), .rest(let name): "{\(name)}"
                    }
                }
                guard case .found(let route, _) = router.match(description.method, segments) else { return true }
                return route === mount.route || (path.hasRest && !route.path.hasRest)
            }
    }

    /// Whether any dependency is made at start, in the apps mounted in it too.
    var hasEagerDependencies: Bool {
        !eagerDependencies.isEmpty || mounts.contains { $0.plan.hasEagerDependencies }
    }

    /// The names by which handlers are deployed must tell them apart.
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
                faults.append("The name `\(name)` belongs to both \(other) and \(description).")
            }
        }
        return faults
    }
}
