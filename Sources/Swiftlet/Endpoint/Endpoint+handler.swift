import HTTPTypes
import SwiftletJSON

extension Endpoint: Handler {
    /// Handles one HTTP event without an app's routes and middleware.
    ///
    /// The path parameters are read from the end of the event's path, so any prefix is accepted. Dependencies with process
    /// lifetime are created for this call and torn down after it.
    public func respond(to event: [UInt8], context: Context) async throws -> HandlerOutput {
        try await respond(to: event, context: context, overrides: Overrides())
    }

    /// Handles one event with some dependencies replaced, for tests of the endpoint as a pure function.
    ///
    /// - Parameters:
    ///   - event: The event's JSON text.
    ///   - context: The invocation's context.
    ///   - overrides: The replacements of dependencies.
    /// - Returns: The response's JSON text.
    /// - Throws: An error if the event is not an HTTP event.
    public func callAsFunction(
        _ event: [UInt8],
        context: Context = Context(),
        overriding overrides: Overrides
    ) async throws -> [UInt8] {
        var context = context
        context.streamsResponses = false
        return try await Context.$current.withValue(context) {
            try await respond(to: event, context: context, overrides: overrides).collect()
        }
    }

    private func respond(to event: [UInt8], context: Context, overrides: Overrides) async throws -> HandlerOutput {
        let container = DependencyContainer(overrides: overrides)
        let route = Route(self, path: RoutePath(path))
        let responder = HTTPResponder(last: SuffixDispatch(route: route))
        let event = try LenientEvent(parsing: event)
        return try await responder.respond(
            to: event,
            shape: HTTPEventShape(recognizing: event.root),
            context: context,
            container: container,
            teardown: { _ in try await container.shutdown() }
        )
    }
}

/// Runs a route if its path matches the end of the request's path.
private struct SuffixDispatch: Responder {
    let route: Route

    func respond(to request: Request, context: Context, exchange: Exchange) async throws -> Response {
        if let rejection = exchange.rejection { throw rejection }
        guard let values = route.path.values(atEndOf: request.pathSegments) else { throw HTTPError(.notFound) }
        return try await route.respond(to: request, pathValues: values, context: context, exchange: exchange)
    }
}
