/// How an app is put together: made once, and the same for all copies of the app.
final class AppPlan: Sendable {
    let description: AppDescription
    let routes: [Route]
    let router: Router
    let events: EventDispatch
    let commands: [ConsoleCommand]
    let middleware: [any Middleware]
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
        faults += Self.repeatedNames(assembly)
        var dependencies = DependencyCheck()
        for route in assembly.routes {
            dependencies.visit(route.guards + route.endpoint.inputs)
        }
        let withoutRequest =
            assembly.eventHandlers.map { ("event handler \($0.name)", $0.inputs) }
            + assembly.commands.map { ("command \($0.name)", $0.inputs) }
        for (name, inputs) in withoutRequest {
            dependencies.visit(inputs)
            if inputs.contains(where: { $0.readsRequest && $0.dependencies.isEmpty }) {
                faults.append("The \(name) has an input that reads an HTTP request.")
            }
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
        self.errors = assembly.errors
        self.options = options
        self.trailingSlash = trailingSlash
        self.eagerDependencies = dependencies.eager
        self.keepsInstances = dependencies.keepsInstances
        faults += dependencies.faults
        // Describing an input of a circular dependency would never end.
        faults += OpenAPICheck(assembly, describesSecurity: dependencies.faults.isEmpty).faults
        self.faults = faults
    }

    private init(_ plan: AppPlan, only route: Route) {
        var router = Router()
        _ = router.add(route)
        self.description = plan.description
        self.routes = [route]
        self.router = router
        self.events = EventDispatch([])
        self.commands = plan.commands
        self.middleware = plan.middleware
        self.errors = plan.errors
        self.options = plan.options
        self.trailingSlash = plan.trailingSlash
        self.eagerDependencies = plan.eagerDependencies
        self.keepsInstances = plan.keepsInstances
        self.faults = plan.faults
    }

    /// The same plan with one route and no event handlers.
    func only(_ route: Route) -> AppPlan {
        AppPlan(self, only: route)
    }

    /// The names by which handlers are deployed must tell them apart.
    private static func repeatedNames(_ assembly: AppAssembly) -> [String] {
        var known: [String: String] = ["app": "the whole app"]
        var faults: [String] = []
        let named =
            assembly.routes.map { ($0.operationID, $0.name) }
            + assembly.eventHandlers.map { ($0.name, "the event handler \($0.name)") }
        for (name, description) in named {
            if let other = known.updateValue(description, forKey: name) {
                faults.append("The name `\(name)` belongs to both \(other) and \(description).")
            }
        }
        return faults
    }
}
