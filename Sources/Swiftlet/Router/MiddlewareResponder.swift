/// Runs middleware around another responder, whose errors it receives as responses.
struct MiddlewareResponder: Responder {
    let middleware: any Middleware
    let next: any Responder

    func respond(to request: Request, context: Context, exchange: Exchange) async throws -> Response {
        try await middleware.handle(request, context: exchange.attached(to: context)) { forwarded, context in
            // Before routing there are no path values, and copying a request costs a thousand instructions.
            guard !request.pathValues.isEmpty else {
                return await exchange.respond(to: forwarded, context: context, with: next)
            }
            var forwarded = forwarded
            // Set by the router; middleware may forward a request that it created.
            forwarded.pathValues = request.pathValues
            return await exchange.respond(to: forwarded, context: context, with: next)
        }
    }
}
