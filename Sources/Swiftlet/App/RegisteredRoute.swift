/// A route of an app or of an app mounted in it, for tools that describe and check its inputs.
package struct RegisteredRoute {
    private let route: Route
    /// The route as the outermost app exposes it.
    package private(set) var description: RouteDescription

    init(_ route: Route) {
        self.route = route
        self.description = RouteDescription(route)
    }

    /// The operation ID in the app that declares the route, without the prefixes of mount paths.
    package var ownOperationID: String { route.operationID }

    /// The guards and the endpoint's inputs, in order.
    package var inputs: [any EndpointInput] { route.guards + route.endpoint.inputs }

    /// The names of the path parameters, in order.
    package var pathParameters: [String] { route.parameters }

    /// Returns the route as the outer app exposes it below a mount path.
    func below(_ mount: MountedApp) -> RegisteredRoute {
        var outer = self
        outer.description = mount.description(of: description)
        return outer
    }

    /// Returns a scope in which inputs that read a request can be extracted, but that has no dependencies.
    func scope(for request: Request, pathValues: [QueryItem]) -> RequestScope {
        let scope = RequestScope(request, pathValues: pathValues, context: Context())
        scope.bodyCount = route.bodyCount
        scope.formFieldLimit = route.formFieldLimit
        return scope
    }
}
