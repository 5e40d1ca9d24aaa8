import HTTPTypes

/// An endpoint registered at its full path, with the guards and middleware of its groups.
///
/// A class, because a struct's members would be copied as the route is passed along for every request.
final class Route: Sendable {
    let endpoint: Endpoint
    let path: RoutePath
    let tags: [String]
    /// The dependencies of its groups, whose values are not used: an invalid one rejects the request.
    let guards: [any EndpointInput]
    /// The middleware of its groups, outermost first.
    let middleware: [any Middleware]
    /// The response documentation, that of outer groups first; a later entry for the same status overrides it.
    let responses: [ResponseDescription]
    let operationID: String
    /// The names of the path parameters, in order.
    let parameters: [String]
    /// The number of inputs that read the body.
    let bodyCount: Int
    /// The maximum number of fields in a form body.
    let formFieldLimit: Int
    /// The middleware of its groups around the endpoint.
    let responder: Responder

    init(
        _ endpoint: Endpoint,
        path: RoutePath,
        tags: [String] = [],
        guards: [any EndpointInput] = [],
        middleware: [any Middleware] = [],
        responses: [ResponseDescription] = [],
        operationID: String? = nil,
        formFieldLimit: Int = FormBody.defaultFieldLimit,
        isGuarded: Bool = false
    ) {
        self.endpoint = endpoint
        self.path = path
        self.parameters = path.parameters
        self.tags = (tags + endpoint.tags)
            .reduce(into: []) { tags, tag in
                if !tags.contains(tag) { tags.append(tag) }
            }
        self.guards = guards + endpoint.guards
        self.middleware = middleware
        self.responses = responses + endpoint.responses
        self.operationID = operationID ?? endpoint.operationID ?? OperationID.derived(from: endpoint, at: path)
        self.bodyCount = endpoint.bodyCount(with: self.guards)
        self.formFieldLimit = formFieldLimit
        let last = EndpointResponder(
            endpoint,
            guards: self.guards.map(AnyInput.of),
            bodyCount: bodyCount,
            formFieldLimit: formFieldLimit,
            isGuarded: isGuarded
        )
        self.responder = middleware.wrapping(last.respond)
    }

    var method: HTTPRequest.Method { endpoint.method }

    /// The route's name in error messages.
    var name: String { "\(method) \(path) (\(operationID))" }
}
