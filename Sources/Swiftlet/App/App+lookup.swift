package import SwiftletJSON

extension App {
    /// Returns the route with an operation ID.
    ///
    /// - Parameter operationID: The operation ID, with the prefixes of the mounted apps that contain it.
    /// - Returns: The route, or `nil` if there is none.
    package func route(named operationID: String) -> RegisteredRoute? {
        if let route = plan.routes.first(where: { $0.operationID == operationID }) { return RegisteredRoute(route) }
        for mount in plan.mounts {
            guard let name = mount.innerName(operationID) else { continue }
            if let route = mount.app(in: self).route(named: name) { return route.below(mount) }
        }
        return nil
    }

    /// Returns the route that matches a request.
    ///
    /// - Parameter request: The request.
    /// - Returns: The route, and a scope in which its inputs that read the request can be extracted, but that has no
    ///   dependencies; `nil` if no route matches.
    package func route(matching request: Request) -> (route: RegisteredRoute, scope: RequestScope)? {
        guard case .found(let found, let values) = plan.router.match(request.method, request.pathSegments) else {
            return nil
        }
        if let mount = plan.mounts.first(where: { $0.route === found }) {
            guard let (route, scope) = mount.app(in: self).route(matching: mount.request(request)) else { return nil }
            return (route.below(mount), scope)
        }
        let route = RegisteredRoute(found)
        return (route, route.scope(for: request, pathValues: values))
    }

    /// Whether an event handler matches an event; always `true` if its event type cannot recognize its own.
    ///
    /// - Parameters:
    ///   - name: The handler's name.
    ///   - event: The event.
    /// - Returns: The result, or `nil` if there is no such handler.
    package func eventHandler(named name: String, recognizes event: JSONNode) -> Bool? {
        guard let handler = plan.eventHandlers.first(where: { $0.name == name }) else { return nil }
        return handler.recognized?.recognizes(event) ?? true
    }

    /// Returns the schema of an event handler's events, or `nil` if there is no such handler or its event type has none.
    package func eventSchema(ofHandler name: String, in registry: inout SchemaRegistry) -> JSONObject? {
        plan.eventHandlers.first { $0.name == name }?.describeEvent?(&registry)
    }
}
