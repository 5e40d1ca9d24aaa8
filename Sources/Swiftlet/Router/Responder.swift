import HTTPTypes

/// A step of the responder chain: middleware, the router, or an endpoint.
///
/// The chain is built once, when the app is assembled; see ``HTTPResponder`` and ``Route``.
typealias Responder = @Sendable (_ request: Request, _ context: Context, _ exchange: Exchange) async throws -> Response

extension Middleware {
    /// Returns a responder that runs the middleware around another responder, whose errors it receives as responses.
    func wrapping(_ next: @escaping Responder) -> Responder {
        { request, context, exchange in
            try await handle(request, context: exchange.attached(to: context)) { forwarded, context in
                var forwarded = forwarded
                // Set by the router; middleware may forward a request that it created.
                forwarded.pathValues = request.pathValues
                return await exchange.respond(to: forwarded, context: context, with: next)
            }
        }
    }
}

extension [any Middleware] {
    /// Returns a responder that runs the middleware, outermost first, around another responder.
    func wrapping(_ last: @escaping Responder) -> Responder {
        reversed().reduce(last) { $1.wrapping($0) }
    }
}
