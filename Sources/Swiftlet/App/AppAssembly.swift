/// An ``App`` while it is put together: components add themselves to it.
public struct AppAssembly {
    /// What holds for all routes of the group that is being put together.
    private struct Group {
        var prefix = ""
        var tags: [String] = []
        var guards: [any EndpointInput] = []
        var middleware: [any Middleware] = []
        var responses: [ResponseDescription] = []
    }

    private var group = Group()
    private var depth = 0
    private(set) var routes: [Route] = []
    private(set) var eventHandlers: [EventHandler] = []
    private(set) var commands: [ConsoleCommand] = []
    private(set) var middleware: [any Middleware] = []
    private(set) var faults: [String] = []
    var errors = ErrorResponder()
    /// The app's description, complete once the app is assembled.
    let description: AppDescription
    /// The most fields that a form in the body of a request may have.
    private let formFieldLimit: Int

    init(_ description: AppDescription, formFieldLimit: Int) {
        self.description = description
        self.formFieldLimit = formFieldLimit
    }

    /// Adds an endpoint at its path in the current group.
    mutating func add(_ endpoint: Endpoint) {
        let full = group.prefix + endpoint.path
        let path = RoutePath(full.isEmpty ? "/" : full)
        if let fault = path.fault { faults.append("The path `\(path)` cannot be routed. \(fault)") }
        routes.append(
            Route(
                endpoint,
                path: path,
                tags: group.tags,
                guards: group.guards,
                middleware: group.middleware,
                responses: group.responses,
                formFieldLimit: formFieldLimit
            )
        )
    }

    /// Adds a webhook to the document, in the current group.
    mutating func add(_ webhook: Webhook) {
        var webhook = webhook
        webhook.operation.tags = group.tags + webhook.operation.tags
        description.declare(webhook)
    }

    /// The full path of a path in the current group.
    func fullPath(_ path: String) -> String {
        group.prefix + path
    }

    /// Adds a handler of events that are not HTTP.
    mutating func add(_ handler: EventHandler) {
        eventHandlers.append(handler)
    }

    /// Adds a mistake in how the app is put together, in a sentence, which is an ``AppError`` at start.
    package mutating func report(_ fault: String) {
        faults.append(fault)
    }

    /// Adds a command of the app's own.
    mutating func add(_ command: ConsoleCommand) {
        commands.append(command)
    }

    /// Adds middleware to the current group, or to the whole app.
    mutating func add(_ middleware: any Middleware) {
        if depth == 0 { self.middleware.append(middleware) } else { group.middleware.append(middleware) }
    }

    /// Adds the components of a group.
    mutating func add(
        _ components: [any AppComponent],
        prefix: String,
        tags: [String],
        guards: [any EndpointInput],
        responses: [ResponseDescription]
    ) {
        let outer = group
        group.prefix += prefix
        group.tags += tags
        group.guards += guards
        group.responses += responses
        depth += 1
        add(components)
        depth -= 1
        group = outer
    }

    /// Adds components, middleware first: it stands around all routes of its group, wherever it is listed.
    mutating func add(_ components: [any AppComponent]) {
        for component in components where type(of: component).isMiddleware {
            component.register(in: &self)
        }
        for component in components where !type(of: component).isMiddleware {
            component.register(in: &self)
        }
    }
}

extension Endpoint: AppComponent {
    /// False.
    public static var isMiddleware: Bool { false }

    /// Adds the endpoint to the group it is listed in.
    public func register(in assembly: inout AppAssembly) {
        assembly.add(self)
    }
}
