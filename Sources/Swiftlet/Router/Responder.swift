/// A step of the responder chain: middleware, the router, or an endpoint.
///
/// The chain is built once, when the app is assembled; see ``HTTPResponder`` and ``Route``. The steps conform to a protocol,
/// because a stored closure costs a reabstraction thunk and a task allocation more for each call.
protocol Responder: Sendable {
    func respond(to request: Request, context: Context, exchange: Exchange) async throws -> Response
}

extension [any Middleware] {
    /// Returns a responder that runs the middleware, outermost first, around another responder.
    func wrapping(_ last: any Responder) -> any Responder {
        reversed().reduce(last) { MiddlewareResponder(middleware: $1, next: $0) }
    }
}
