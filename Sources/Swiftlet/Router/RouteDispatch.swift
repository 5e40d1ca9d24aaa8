import HTTPTypes

/// Routes requests: the route that matches, 405 with `Allow`, 404, or a redirect to the path with or without a trailing slash.
struct RouteDispatch: Responder {
    let router: Router
    let trailingSlash: TrailingSlash

    /// Responds with the route that matches the request.
    ///
    /// - Throws: ``HTTPError`` with status 404 or 405 if none matches, or the error thrown by the route.
    func respond(to request: Request, context: Context, exchange: Exchange) async throws -> Response {
        // Thrown inside the middleware, which also processes the response to a rejected request.
        if let rejection = exchange.rejection { throw rejection }
        let segments = request.pathSegments
        var match = router.match(request.method, segments)
        if case .none = match {
            exchange.didSelect(nil)
            match = try self.match(request.method, exceptForSlash: segments)
            if trailingSlash == .redirect { return redirect(request, segments: segments) }
        }
        switch match {
        case .found(let route, let values):
            exchange.didSelect(route)
            return try await route.respond(to: request, pathValues: values, context: context, exchange: exchange)
        case .methods(let allowed):
            exchange.didSelect(nil)
            let allow = allowed.map(\.rawValue).joined(separator: ", ")
            if request.method == .options { return Response(.noContent, headers: [.allow: allow]) }
            throw HTTPError(.methodNotAllowed, headers: [.allow: allow])
        case .none:
            throw HTTPError(.notFound)
        }
    }
}
