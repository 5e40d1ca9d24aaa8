/// Collects the components of an ``App`` while it is built.
///
/// The app creates it and calls ``AppComponent/register(in:)``; custom components only pass it on.
public struct AppAssembly {
    /// The settings of the group that is being built.
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
    private(set) var middleware: [any Middleware] = []
    /// The middleware around event handlers.
    private(set) var eventMiddleware: [any EventMiddleware] = []
    /// The middleware of all groups.
    private(set) var groupMiddleware: [any Middleware] = []
    private(set) var snapshotHooks: [SnapshotHook] = []
    private(set) var mounts: [MountedApp] = []
    private(set) var requestAdapters: [any RequestAdapter] = []
    private(set) var faults: [String] = []
    var errors = ErrorResponder()
    /// The app's description, complete once the app is assembled.
    let description: AppDescription
    /// The maximum number of fields in a form body.
    private let formFieldLimit: Int

    init(_ description: AppDescription, formFieldLimit: Int) {
        self.description = description
        self.formFieldLimit = formFieldLimit
    }

    /// Adds an endpoint at its path in the current group.
    mutating func add(_ endpoint: Endpoint) {
        let full = group.prefix + endpoint.path
        let path = RoutePath(full.isEmpty ? "/" : full)
        if !group.prefix.isEmpty, let first = endpoint.path.utf8.first, first != UInt8(ascii: "/") {
            faults.append("The path `\(endpoint.path)` in the group `\(group.prefix)` must begin with a slash.")
        }
        if let fault = path.fault { faults.append("Invalid route path `\(path)`: \(fault)") }
        routes.append(
            Route(
                endpoint,
                path: path,
                tags: group.tags,
                guards: group.guards,
                middleware: group.middleware,
                responses: group.responses,
                formFieldLimit: formFieldLimit,
                isGuarded: !(group.guards + endpoint.guards).isEmpty
                    || StartCheck.hasSecurityScheme(endpoint.inputs)
            )
        )
    }

    /// Adds an app below a path in the current group.
    mutating func mount(_ app: App, at path: String) {
        if let fault = Self.fault(ofPrefix: path) { faults.append("Mount(\"\(path)\"): \(fault)") }
        let path = RoutePath(group.prefix + path)
        if let fault = path.fault { faults.append("Invalid route path `\(path)`: \(fault)") }
        mounts.append(
            MountedApp(
                app.plan,
                overrides: app.container.overrides,
                at: path,
                guards: group.guards,
                middleware: group.middleware,
                formFieldLimit: formFieldLimit
            )
        )
    }

    /// Validates a prefix, which is prepended to paths that begin with a slash.
    private static func fault(ofPrefix prefix: String) -> String? {
        guard !prefix.isEmpty else { return nil }
        let slash = UInt8(ascii: "/")
        guard prefix.utf8.first != slash || prefix.utf8.last == slash else { return nil }
        return "The prefix must be empty, or begin with a slash and not end with one."
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

    /// Adds an event handler.
    mutating func add(_ handler: EventHandler) {
        eventHandlers.append(handler)
    }

    /// Adds a hook of the process.
    mutating func add(_ hook: SnapshotHook) {
        snapshotHooks.append(hook)
    }

    /// Adds an adapter, whose events are passed to the routes of the whole app.
    package mutating func add(_ adapter: any RequestAdapter) {
        requestAdapters.append(adapter)
    }

    /// Records a configuration error, one sentence; it is thrown as an ``AppError`` at startup.
    package mutating func report(_ fault: String) {
        faults.append(fault)
    }

    /// Adds middleware to the current group, or to the whole app outside of groups.
    private mutating func add(_ middleware: any Middleware) {
        faults += middleware.configurationErrors
        if depth == 0 {
            self.middleware.append(middleware)
        } else {
            group.middleware.append(middleware)
            groupMiddleware.append(middleware)
        }
    }

    /// Adds middleware around event handlers, which belong to the whole app.
    private mutating func add(_ middleware: any EventMiddleware) {
        // One that is also middleware of endpoints has been checked as such.
        if !(middleware is any Middleware) { faults += middleware.configurationErrors }
        if depth > 0, !(middleware is any Middleware) {
            let name = "\(type(of: middleware))"
            faults.append("\(name) is middleware of event handlers: list it in the app, not in a group of routes.")
        }
        if depth == 0 { eventMiddleware.append(middleware) }
    }

    /// Adds the components of a group.
    mutating func add(
        _ components: AppComponents,
        prefix: String,
        tags: [String],
        guards: [any EndpointInput],
        responses: [ResponseDescription]
    ) {
        if let fault = Self.fault(ofPrefix: prefix) { faults.append("Routes(\"\(prefix)\"): \(fault)") }
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

    /// Adds the contents of the app or a group, middleware first: it wraps all routes of its group.
    mutating func add(_ contents: AppComponents) {
        for middleware in contents.middleware {
            add(middleware)
        }
        for middleware in contents.eventMiddleware {
            add(middleware)
        }
        for component in contents.components {
            component.register(in: &self)
        }
    }
}

extension Endpoint: AppComponent {
    /// Adds the endpoint to the group it is listed in.
    public func register(in assembly: inout AppAssembly) {
        assembly.add(self)
    }
}
