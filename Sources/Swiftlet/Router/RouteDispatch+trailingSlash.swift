import HTTPTypes

extension RouteDispatch {
    /// Handles a path without a route: a redirect or the route if one matches except for a trailing slash, otherwise 404.
    func respond(
        to request: Request,
        withoutRouteFor segments: [String],
        context: Context,
        exchange: Exchange
    ) async throws -> Response {
        guard trailingSlash != .strict, segments != [""], !segments.isEmpty else { throw HTTPError(.notFound) }
        let hasSlash = segments.last == ""
        let match = router.match(request.method, hasSlash ? segments.dropLast() : segments + [""])
        if case .none = match { throw HTTPError(.notFound) }
        if trailingSlash == .ignore {
            return try await respond(to: request, match: match, context: context, exchange: exchange)
        }
        // As in FastAPI, redirect for every method; the redirect target responds with 405 if it is not allowed.
        let path = hasSlash ? String(request.encodedPath.dropLast()) : request.encodedPath + "/"
        return Response(
            .temporaryRedirect,
            headers: [.location: request.externalReference(path: path, query: request.queryString)]
        )
    }
}
