/// A step of the chain that handles an event: middleware, or the event handler.
///
/// The chain is built once, when the app is assembled.
protocol EventResponder: Sendable {
    func respond(to event: HandledEvent, context: Context, container: DependencyContainer) async throws -> [UInt8]
}

extension [any EventMiddleware] {
    /// Returns a responder that runs the middleware, outermost first, around another responder.
    func wrapping(_ last: any EventResponder) -> any EventResponder {
        reversed().reduce(last) { EventMiddlewareResponder(middleware: $1, next: $0) }
    }
}

/// Runs middleware around another responder.
private struct EventMiddlewareResponder: EventResponder {
    let middleware: any EventMiddleware
    let next: any EventResponder

    func respond(to event: HandledEvent, context: Context, container: DependencyContainer) async throws -> [UInt8] {
        try await middleware.respond(to: event, context: context.with(container)) { event, context in
            try await next.respond(to: event, context: context, container: container)
        }
    }
}
