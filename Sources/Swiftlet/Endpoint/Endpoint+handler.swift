import HTTPTypes
import SwiftletJSON

extension Endpoint: Handler {
    /// Answers one HTTP event by itself, without routes and middleware around it.
    ///
    /// The path parameters are taken from the end of the event's path, so that an endpoint answers alike below any
    /// prefix. Dependencies that are kept for the process are made for this call and torn down after it.
    public func respond(to event: [UInt8], _ context: Context) async throws -> HandlerOutput {
        try await respond(to: event, context, overrides: Overrides())
    }

    /// Answers one event with some dependencies replaced: an endpoint as a pure function.
    ///
    /// - Parameters:
    ///   - event: the event's JSON text.
    ///   - context: what is known of the invocation.
    ///   - overrides: what takes the place of dependencies.
    /// - Returns: the response's JSON text.
    /// - Throws: an error if the event is no HTTP event.
    public func callAsFunction(
        _ event: [UInt8],
        _ context: Context = Context(),
        overriding overrides: Overrides
    ) async throws -> [UInt8] {
        var context = context
        context.streamsResponses = false
        return try await respond(to: event, context, overrides: overrides).collect()
    }

    private func respond(
        to event: [UInt8],
        _ context: Context,
        overrides: Overrides
    ) async throws -> HandlerOutput {
        let environment = AppEnvironment()
        let route = Route(self, path: RoutePath(path))
        var output: HandlerOutput
        do {
            output = try await HTTPExchange.respond(to: event, context) { request, context, rejection, _ in
                await ErrorResponder()
                    .catching(request, context) {
                        if let rejection { throw rejection }
                        guard let values = route.path.values(atEndOf: request.pathSegments) else {
                            throw HTTPError(.notFound)
                        }
                        return try await route.serve(
                            request,
                            context,
                            pathValues: values,
                            environment: environment,
                            overrides: overrides
                        )
                    }
            }
        } catch {
            try? await environment.shutdown()
            throw error
        }
        if case .stream(var stream) = output {
            // What a stream is made from must last as long as the stream.
            stream.body = stream.body.onEnd { _ in try await environment.shutdown() }
            output = .stream(stream)
        } else {
            try await environment.shutdown()
        }
        return output
    }
}
