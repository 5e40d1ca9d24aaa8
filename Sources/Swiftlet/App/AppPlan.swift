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
    /// The dependencies that are made at start, each after those it stands on.
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
        faults += Self.identicalPaths(assembly.routes)
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
        self.faults = faults + dependencies.faults
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

    /// A route that takes the rest of the path cannot be documented beside one of the same method that takes one segment:
    /// OpenAPI writes both alike.
    private static func identicalPaths(_ routes: [Route]) -> [String] {
        let documented = routes.filter(\.endpoint.isDocumented)
        return documented.filter(\.path.takesRest)
            .flatMap { route in
                let template = route.path.template
                return
                    documented.filter {
                        $0.method == route.method && !$0.path.takesRest && $0.path.template.utf8Equals(template)
                    }
                    .map {
                        """
                        The routes \($0.name) and \(route.name) have the same path in OpenAPI: leave one of them out of the \
                        document with `undocumented()`.
                        """
                    }
            }
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
