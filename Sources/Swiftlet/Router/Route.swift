import HTTPTypes
import Logging

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
    private let guardReaders: [AnyInput]
    /// Whether it has guards or a security scheme, so that its responses are not public.
    private let isGuarded: Bool

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
        self.guardReaders = self.guards.map(AnyInput.of)
        self.isGuarded = isGuarded
    }

    var method: HTTPRequest.Method { endpoint.method }

    /// The route's name in error messages.
    var name: String { "\(method) \(path) (\(operationID))" }

    /// Runs the endpoint, and tears down the request's dependencies before the response is sent.
    ///
    /// - Throws: The error thrown by the endpoint, an input, or a teardown.
    func serve(
        _ request: Request,
        context: Context,
        pathValues: [QueryItem],
        container: DependencyContainer,
        overrides: Overrides
    ) async throws -> Response {
        let scope = RequestScope(
            request,
            context: context,
            pathValues: pathValues,
            container: container,
            overrides: overrides
        )
        scope.bodyCount = bodyCount
        scope.formFieldLimit = formFieldLimit
        if isGuarded { Exchange.current?.markGuarded() }
        let response: Response
        do {
            response = try await endpoint.run(scope, guardReaders)
        } catch {
            await tearDown(scope, after: error)
            throw error
        }
        if let error = response.error {
            // A mounted app has already converted the error to a response.
            await tearDown(scope, after: error)
            return response
        }
        if case .stream(let body) = response.body {
            return try await serve(body, of: response, scope)
        }
        try await tearDown(scope)
        return response
    }

    /// Completes a response with a streamed body.
    ///
    /// - Throws: The error thrown by a collected stream, or by a teardown.
    private func serve(_ body: BodyStream, of response: Response, _ scope: RequestScope) async throws -> Response {
        var response = response
        let exits = scope.exits
        guard response.carriesBody(to: scope.request.method) else {
            // A stream that is not sent, such as for HEAD, is not produced: it may be infinite.
            response.body = .stream(BodyStream { _ in })
            try await tearDown(scope)
            return response
        }
        let exchange = Exchange.current
        if exchange?.collectsStreams == true {
            do {
                response.body = .bytes(try await body.collect())
            } catch {
                await tearDown(scope, after: error)
                throw error
            }
            try await tearDown(scope)
        } else if !exits.isEmpty {
            // The dependencies of a stream must outlive it.
            response.body = .stream(body.onEnd { try await exits.exit($0) })
            await exchange?.adopt(exits, context: scope.context)
        }
        return response
    }

    /// Runs the teardowns after a success, or with a failure if the response is too late to be sent.
    ///
    /// - Throws: The error thrown by a teardown, which then determines the response.
    private func tearDown(_ scope: RequestScope) async throws {
        guard !scope.exits.isEmpty else { return }
        if Exchange.current?.hasEnded == true {
            await tearDown(scope, after: UndeliveredResponse())
        } else {
            try await scope.exits.exit(.success)
        }
    }

    /// Runs the teardowns after an error, which determines the response even if a teardown throws.
    private func tearDown(_ scope: RequestScope, after error: any Error) async {
        do {
            try await scope.exits.exit(.failure(error))
        } catch let second {
            scope.context.logger.error(
                "Teardown failed after the request had failed",
                metadata: ["error": "\(second)"]
            )
        }
    }
}
