import HTTPTypes

/// Responds to HTTP events: decodes the request, runs the responder chain, and encodes the response.
final class HTTPResponder: Sendable {
    /// The options for decoding and encoding events.
    let options: HTTPEventOptions
    let errors: ErrorResponder
    /// Whether the app or any route has middleware, which may replace or discard the endpoint's response.
    let hasMiddleware: Bool
    /// The middleware of the whole app, around the end of the chain.
    let chain: any Responder

    /// Builds the responder chain.
    ///
    /// - Parameters:
    ///   - options: The options for decoding and encoding events.
    ///   - errors: Converts errors to responses.
    ///   - middleware: The middleware of the whole app, outermost first.
    ///   - hasMiddleware: Whether the app or any route has middleware.
    ///   - last: The end of the chain, which selects the endpoint.
    init(
        options: HTTPEventOptions = HTTPEventOptions(),
        errors: ErrorResponder = ErrorResponder(),
        middleware: [any Middleware] = [],
        hasMiddleware: Bool = false,
        last: any Responder
    ) {
        self.options = options
        self.errors = errors
        self.hasMiddleware = hasMiddleware
        self.chain = middleware.wrapping(last)
    }

    /// Responds to an event of a known shape.
    ///
    /// - Parameters:
    ///   - event: The event.
    ///   - shape: Its shape.
    ///   - context: The invocation's context.
    ///   - container: The instances and overrides of the app.
    ///   - teardown: A teardown that runs after those of the request.
    /// - Returns: The encoded response.
    /// - Throws: An error if a required member of the event is missing.
    func respond(
        to event: LenientEvent,
        shape: HTTPEventShape,
        context: Context,
        container: DependencyContainer,
        teardown: ExitScope.Teardown? = nil
    ) async throws -> HandlerOutput {
        let (request, unreadable) = try shape.decode(event.root, options: options)
        let streams = context.streamsResponses && shape.streamsResponse(to: event.root)
        let exchange = Exchange(
            self,
            container: container,
            rejection: event.rejection ?? unreadable,
            collectsStreams: hasMiddleware && !streams,
            teardown: teardown
        )
        var response = await exchange.respond(to: request, context: context, with: chain)
        if hasMiddleware { response = await exchange.finish(response, to: request, context: context) }
        if request.method == .head { response.body = .bytes([]) }
        do {
            let output = try await encode(response, to: request, streams: streams)
            if hasMiddleware { await exchange.complete() }
            if exchange.hasBackgroundTasks {
                return await Self.deliverTasks(of: exchange, after: output, context: context)
            }
            return output
        } catch {
            // The response is too large, or its stream failed.
            let failed = await exchange.response(to: error, for: request, context: context)
            if hasMiddleware { await exchange.complete(replacement: failed) }
            if exchange.hasBackgroundTasks { await exchange.deliverTasks() }
            let complete = failed.replacing(response)
            if let output = try? await encode(complete, to: request, streams: streams) { return output }
            return try await encode(failed, to: request, streams: streams)
        }
    }

    /// Responds to a request that is not encoded in an event.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - rejection: The error in receiving the request, which determines the response.
    ///   - context: The invocation's context.
    ///   - container: The instances and overrides of the app.
    /// - Returns: The response.
    func respond(
        to request: Request,
        rejection: HTTPError? = nil,
        context: Context,
        container: DependencyContainer
    ) async -> Response {
        let exchange = Exchange(self, container: container, rejection: rejection)
        var response = await exchange.respond(to: request, context: context, with: chain)
        if hasMiddleware {
            response = await exchange.finish(response, to: request, context: context)
            await exchange.complete()
        }
        guard exchange.hasBackgroundTasks else { return response }
        if case .stream(let body) = response.body {
            response.body = .stream(await exchange.deliveringTasks(after: body, context: context))
        } else {
            await exchange.deliverTasks()
        }
        return response
    }

    /// Lets the background tasks run after the response.
    private static func deliverTasks(
        of exchange: Exchange,
        after output: HandlerOutput,
        context: Context
    ) async -> HandlerOutput {
        guard case .stream(var stream) = output else {
            await exchange.deliverTasks()
            return output
        }
        stream.body = await exchange.deliveringTasks(after: stream.body, context: context)
        return .stream(stream)
    }

    /// Encodes a response, after reading its stream if the event's source does not support streaming.
    private func encode(_ response: Response, to request: Request, streams: Bool) async throws -> HandlerOutput {
        if streams { return .stream(request.shape.stream(response, for: request)) }
        var response = response
        if case .stream(let body) = response.body { response.body = .bytes(try await body.collect()) }
        return .bytes(try request.shape.write(response, for: request, options: options))
    }
}
