package import SwiftletJSON

extension App {
    /// Handles a request that an HTTP server has received, without converting it to an event.
    ///
    /// - Parameters:
    ///   - request: The request as received: its path includes the base path of the app.
    ///   - excess: The limit that the body exceeds, so that the server has discarded it; otherwise `nil`. The response is 413
    ///     and passes through the app's middleware.
    ///   - context: The context of the request.
    /// - Returns: The response.
    package func respond(
        toReceived request: Request,
        bodyExceeding excess: Int? = nil,
        context: Context
    ) async -> Response {
        var request = request
        (request.basePath, request.path) = PathPrefix.split(request.path, after: eventOptions.basePath)
        request.textTypes = eventOptions.textTypes
        let rejection = excess.map { HTTPError(.contentTooLarge, "The body is longer than \($0) bytes.") }
        guard plan.correlationID != nil else {
            return await plan.responder.respond(
                to: request,
                rejection: rejection,
                context: context,
                container: container
            )
        }
        let context = correlated(context, with: request)
        return await Context.$current.withValue(context) { [request] in
            await plan.responder.respond(
                to: request,
                rejection: rejection,
                context: context,
                container: container
            )
        }
    }

    /// Whether any event handler accepts [CloudEvents](https://cloudevents.io).
    package var acceptsCloudEvents: Bool { plan.eventHandlers.contains { $0.kind?.isCloudEvent == true } }

    /// Passes a CloudEvent to the event handler that matches it.
    ///
    /// Routes and handlers of other events never receive it, whatever members it has.
    ///
    /// - Parameters:
    ///   - event: The event in JSON format.
    ///   - context: The context of the invocation.
    /// - Returns: The output of the handler as JSON, or `nil` if no handler matches the event.
    /// - Throws: ``EventError`` if several handlers match, or the error thrown by the handler.
    package func respond(toCloudEvent event: JSONNode, context: Context) async throws -> [UInt8]? {
        guard let handler = try plan.events.cloudEventHandler(of: event) else { return nil }
        guard plan.correlationID != nil else {
            return try await handler.respond(to: event, context: context, in: container).collect()
        }
        let context = correlated(context, with: event)
        return try await Context.$current.withValue(context) {
            try await handler.respond(to: event, context: context, in: container).collect()
        }
    }
}
