import HTTPTypes

/// Routes requests: the route that matches, 405 with `Allow`, 404, or a redirect to the path with or without a trailing slash.
struct RouteDispatch: Sendable {
    let router: Router
    let trailingSlash: TrailingSlash

    /// Responds with the route that matches the request.
    ///
    /// - Throws: ``HTTPError`` with status 404 or 405 if none matches, or the error thrown by the route.
    func respond(to request: Request, context: Context, exchange: Exchange) async throws -> Response {
        let segments = request.pathSegments
        var match = router.match(request.method, segments)
        if case .none = match {
            match = try self.match(request.method, exceptForSlash: segments)
            if trailingSlash == .redirect { return redirect(request, segments: segments) }
        }
        switch match {
        case .found(let route, let values):
            var request = request
            request.pathValues = values
            return try await route.responder(request, context, exchange)
        case .methods(let allowed):
            let allow = allowed.map(\.rawValue).joined(separator: ", ")
            if request.method == .options { return Response(.noContent, headers: [.allow: allow]) }
            throw HTTPError(.methodNotAllowed, headers: [.allow: allow])
        case .none:
            throw HTTPError(.notFound)
        }
    }
}
