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
        let responder = HTTPResponder { request, context, exchange in
            guard let values = route.path.values(atEndOf: request.pathSegments) else { throw HTTPError(.notFound) }
            var request = request
            request.pathValues = values
            return try await route.responder(request, context, exchange)
        }
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
