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
        return try await respond(to: event, context: context, overrides: overrides).collect()
    }

    private func respond(
        to event: [UInt8],
        context: Context,
        overrides: Overrides
    ) async throws -> HandlerOutput {
        let container = DependencyContainer()
        let route = Route(self, path: RoutePath(path))
        var output: HandlerOutput
        do {
            output = try await HTTPExchange.respond(to: event, context: context) { request, context, rejection, _ in
                await ErrorResponder()
                    .catching(request, context: context) {
                        if let rejection { throw rejection }
                        guard let values = route.path.values(atEndOf: request.pathSegments) else {
                            throw HTTPError(.notFound)
                        }
                        return try await route.serve(
                            request,
                            context: context,
                            pathValues: values,
                            container: container,
                            overrides: overrides
                        )
                    }
            }
        } catch {
            try? await container.shutdown()
            throw error
        }
        if case .stream(var stream) = output {
            // The dependencies of a stream must outlive it.
            stream.body = stream.body.onEnd { _ in try await container.shutdown() }
            output = .stream(stream)
        } else {
            try await container.shutdown()
        }
        return output
    }
}
