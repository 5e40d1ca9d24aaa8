public import HTTPTypes

extension App {
    /// The names by which parts of the app are deployed: `app` for all of it, the operation ids of the endpoints, and
    /// the names of the event handlers.
    public var handlerNames: [String] {
        ["app"] + routes.map(\.operationID) + plan.eventHandlers.map(\.name)
    }

    /// A part of the app as a handler.
    ///
    /// - Parameter name: one of ``handlerNames``. `bootstrap` and `hello.handler`, the values that tools and the console give
    ///   to functions with a custom runtime, are the whole app too, unless a part of the app has that name.
    /// - Returns: the handler.
    /// - Throws: ``AppError`` if there is none of that name, or if the whole app is asked for and two of its event handlers
    ///   take the same events.
    public func handler(named name: String) throws -> any Handler {
        if name == "app" { return try wholeApp() }
        if let handler = plan.eventHandlers.first(where: { $0.name == name }) {
            return StartedHandler(app: self, handler: handler.bound(to: environment, overrides))
        }
        // With the app's middleware around it, and nothing else routed.
        if let plan = plan.onlyRoute(named: name) { return App(plan, environment: environment, overrides: overrides) }
        if name == "bootstrap" || name == "hello.handler" { return try wholeApp() }
        throw AppError(faults: [
            "There is no handler `\(name)`. The handlers are: \(handlerNames.joined(separator: ", "))."
        ])
    }

    /// All of the app as one handler.
    ///
    /// - Throws: ``AppError`` if two of its event handlers take the same events.
    private func wholeApp() throws -> App {
        guard plan.events.faults.isEmpty else { throw AppError(faults: plan.events.faults) }
        return self
    }

    /// The app's routes, in the order in which they were listed, and then those of the apps mounted in it.
    public var routes: [RouteDescription] {
        plan.routeDescriptions
    }
}

/// What is known of a route: for listings.
public struct RouteDescription: Sendable, Hashable {
    /// The method.
    public let method: HTTPRequest.Method
    /// The full path, with the parameters in braces.
    public let path: String
    /// The name under which the endpoint is deployed.
    public let operationID: String
    /// The endpoint's short title.
    public let summary: String?
    /// The groups the endpoint is listed in.
    public let tags: [String]
}

extension RouteDescription {
    init(_ route: Route) {
        self.init(
            method: route.method,
            path: route.path.description.isEmpty ? "/" : route.path.description,
            operationID: route.operationID,
            summary: route.endpoint.summary,
            tags: route.tags
        )
    }
}

/// A part of an app: it is checked and started like the whole.
private struct StartedHandler: Handler {
    let app: App
    let handler: any Handler

    func respond(to event: [UInt8], _ context: Context) async throws -> HandlerOutput {
        try await app.start()
        return try await handler.respond(to: event, context)
    }
}
