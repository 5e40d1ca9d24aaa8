import HTTPTypes
import Logging

/// Runs an endpoint with its guards, and tears down the request's dependencies exactly once: before the response is sent or,
/// for a stream, when it ends.
final class EndpointResponder: Responder {
    private let endpoint: Endpoint
    private let guards: [AnyInput]
    /// The number of inputs that read the body.
    private let bodyCount: Int
    /// The maximum number of fields in a form body.
    private let formFieldLimit: Int
    /// Whether the route has guards or a security scheme, so that its responses are not public.
    private let isGuarded: Bool

    init(_ endpoint: Endpoint, guards: [AnyInput], bodyCount: Int, formFieldLimit: Int, isGuarded: Bool) {
        self.endpoint = endpoint
        self.guards = guards
        self.bodyCount = bodyCount
        self.formFieldLimit = formFieldLimit
        self.isGuarded = isGuarded
    }

    /// Runs the endpoint with the path values of a request that middleware has forwarded.
    func respond(to request: Request, context: Context, exchange: Exchange) async throws -> Response {
        try await respond(to: request, pathValues: request.pathValues, context: context, exchange: exchange)
    }

    /// Runs the endpoint.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - pathValues: The decoded values of the path parameters.
    ///   - context: The invocation's context.
    ///   - exchange: The exchange of the request.
    ///   - passage: The passage through the gates of the route, or `nil` if it has none.
    /// - Returns: The response of the endpoint, or of a gate.
    /// - Throws: The error thrown by the endpoint, an input, or a teardown.
    func respond(
        to request: Request,
        pathValues: [QueryItem],
        context: Context,
        exchange: Exchange,
        passage: GatePassage? = nil
    ) async throws -> Response {
        let scope = RequestScope(
            request,
            pathValues: pathValues,
            context: context,
            container: exchange.container,
            exchange: exchange
        )
        scope.bodyCount = bodyCount
        scope.formFieldLimit = formFieldLimit
        scope.passage = passage
        if let teardown = exchange.teardown {
            scope.exits.onExit { outcome in
                // Background tasks use the same instances.
                if outcome.isSuccess, exchange.deferToTasks(teardown) { return }
                try await teardown(outcome)
            }
        }
        if isGuarded { exchange.markGuarded() }
        let response: Response
        do {
            response = try await endpoint.run(scope, guards)
        } catch let gate as GateResponse {
            if let tasks = scope.backgroundTasks { exchange.schedule(tasks) }
            try await tearDown(scope, exchange: exchange)
            return gate.response
        } catch {
            await tearDown(scope, after: error)
            throw error
        }
        if let error = response.error {
            // A mounted app has already converted the error to a response.
            await tearDown(scope, after: error)
            return response
        }
        if let tasks = scope.backgroundTasks { exchange.schedule(tasks) }
        if case .stream(let body) = response.body {
            return try await complete(response, streaming: body, scope: scope, exchange: exchange)
        }
        try await tearDown(scope, exchange: exchange)
        return response
    }

    /// Completes a response with a streamed body.
    ///
    /// - Throws: The error thrown by a collected stream, or by a teardown.
    private func complete(
        _ response: Response,
        streaming body: BodyStream,
        scope: RequestScope,
        exchange: Exchange
    ) async throws -> Response {
        var response = response
        let exits = scope.exits
        guard response.carriesBody(to: scope.request.method) else {
            // A stream that is not sent, such as for HEAD, is not produced: it may be infinite.
            response.body = .stream(BodyStream { _ in })
            try await tearDown(scope, exchange: exchange)
            return response
        }
        if exchange.collectsStreams {
            do {
                response.body = .bytes(try await body.collect())
            } catch {
                await tearDown(scope, after: error)
                throw error
            }
            try await tearDown(scope, exchange: exchange)
        } else if !exits.isEmpty {
            if let completion = scope.passage?.takeCompletion() {
                let streamed = response
                exits.onFinalExit { outcome in await completion(outcome.isSuccess ? streamed : nil) }
            }
            // The dependencies of a stream must outlive it.
            response.body = .stream(body.onEnd { try await exits.exit($0) })
            await exchange.adopt(exits, context: scope.context)
        }
        return response
    }

    /// Runs the teardowns after a success, or with a failure if the response is too late to be sent.
    ///
    /// - Throws: The error thrown by a teardown, which then determines the response.
    private func tearDown(_ scope: RequestScope, exchange: Exchange) async throws {
        guard !scope.exits.isEmpty else { return }
        if exchange.hasEnded {
            scope.passage?.isFailed = true
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
