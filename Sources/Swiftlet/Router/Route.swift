import HTTPTypes
import Logging

/// An endpoint at its full path, with all that stands around it.
///
/// A class: a request passes its route around, and to copy all that it holds would count.
final class Route: Sendable {
    let endpoint: Endpoint
    let path: RoutePath
    let tags: [String]
    /// Inputs of the groups it is in, whose values are not used: an invalid one rejects the request.
    let guards: [any EndpointInput]
    /// The middleware of the groups it is in, outermost first.
    let middleware: [any Middleware]
    /// What the documentation says of its responses: those of the groups first, which later ones of a status replace.
    let responses: [ResponseDescription]
    let operationID: String
    /// The names of the path's parameters, in order.
    let parameters: [String]
    /// How many of its inputs read the body.
    let bodyCount: Int
    /// The most fields that a form in the body may have.
    let formFieldLimit: Int
    private let guardReaders: [AnyInput]
    /// Whether it has guards or a security scheme, so that its responses are not for every client.
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
        self.guards = guards
        self.middleware = middleware
        self.responses = responses + endpoint.responses
        self.operationID = operationID ?? endpoint.operationID ?? OperationID.derived(from: endpoint, at: path)
        self.bodyCount = endpoint.bodyCount(with: guards)
        self.formFieldLimit = formFieldLimit
        self.guardReaders = guards.map(AnyInput.of)
        self.isGuarded = isGuarded
    }

    var method: HTTPRequest.Method { endpoint.method }

    /// How messages name the route.
    var name: String { "\(method) \(path) (\(operationID))" }

    /// Runs the endpoint, and tears down what was made for the request before the response leaves.
    ///
    /// - Throws: what the endpoint, an input, or a teardown throws.
    func serve(
        _ request: Request,
        _ context: Context,
        pathValues: [QueryItem],
        environment: AppEnvironment,
        overrides: Overrides
    ) async throws -> Response {
        let scope = RequestScope(
            request,
            context,
            pathValues: pathValues,
            environment: environment,
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
            // A mounted app has made the response from an error.
            await tearDown(scope, after: error)
            return response
        }
        if case .stream(let body) = response.body {
            return try await serve(body, of: response, scope)
        }
        try await tearDown(scope)
        return response
    }

    /// Completes a response whose body is a stream.
    ///
    /// - Throws: what the stream throws where it is collected, or a teardown.
    private func serve(_ body: BodyStream, of response: Response, _ scope: RequestScope) async throws -> Response {
        var response = response
        let exits = scope.exits
        guard response.carriesBody(to: scope.request.method) else {
            // A stream that is not sent, as after HEAD, is not produced either: it may have no end.
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
            // What a stream is made from must last as long as the stream.
            response.body = .stream(body.onEnd { try await exits.exit($0) })
            await exchange?.adopt(exits, scope.context)
        }
        return response
    }

    /// Tears down after a success, which is a failure if the response is too late to be sent.
    ///
    /// - Throws: what a teardown throws, which is then the error of the response.
    private func tearDown(_ scope: RequestScope) async throws {
        guard !scope.exits.isEmpty else { return }
        if Exchange.current?.hasEnded == true {
            await tearDown(scope, after: UndeliveredResponse())
        } else {
            try await scope.exits.exit(.success)
        }
    }

    /// Tears down after an error, which remains the error of the response whatever the teardowns throw.
    private func tearDown(_ scope: RequestScope, after error: any Error) async {
        do {
            try await scope.exits.exit(.failure(error))
        } catch let second {
            scope.context.logger.error(
                "A teardown failed after the request had failed.",
                metadata: ["error": "\(second)"]
            )
        }
    }
}
