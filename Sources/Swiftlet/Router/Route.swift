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
    private let responder: EndpointResponder
    /// The middleware of its groups and its gates around the endpoint, or `nil` without either.
    private let chain: (any Responder)?

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
        let responder = EndpointResponder(
            endpoint,
            guards: self.guards.map(AnyInput.of),
            bodyCount: bodyCount,
            formFieldLimit: formFieldLimit,
            isGuarded: isGuarded
        )
        self.responder = responder
        let hasGate = (self.guards + endpoint.inputs).contains { $0 is any EndpointGate }
        let gated = hasGate ? GateResponder(route: "\(endpoint.method) \(path)", endpoint: responder) : nil
        self.chain = middleware.isEmpty && gated == nil ? nil : middleware.wrapping(gated ?? responder)
    }

    var method: HTTPRequest.Method { endpoint.method }

    /// The route's name in error messages.
    var name: String { "\(method) \(path) (\(operationID))" }

    /// Runs the middleware of its groups and the endpoint.
    ///
    /// - Throws: The error thrown by a middleware, the endpoint, an input, or a teardown.
    func respond(
        to request: Request,
        pathValues: [QueryItem],
        context: Context,
        exchange: Exchange
    ) async throws -> Response {
        guard let chain else {
            // Copying the request to set its path values would cost a thousand instructions.
            return try await responder.respond(
                to: request,
                pathValues: pathValues,
                context: context,
                exchange: exchange
            )
        }
        var request = request
        request.pathValues = pathValues
        return try await chain.respond(to: request, context: context, exchange: exchange)
    }
}
