import HTTPTypes

extension RouteDispatch {
    /// Matches a path without a route except for a trailing slash.
    ///
    /// - Throws: ``HTTPError`` with status 404 if there is no match.
    func match(
        _ method: HTTPRequest.Method,
        exceptForSlash segments: [String]
    ) throws(HTTPError) -> Router.Match {
        guard trailingSlash != .strict, segments != [""], !segments.isEmpty else { throw HTTPError(.notFound) }
        let match = router.match(method, segments.last == "" ? segments.dropLast() : segments + [""])
        if case .none = match { throw HTTPError(.notFound) }
        return match
    }

    /// Redirects to the path with or without a trailing slash.
    ///
    /// As in FastAPI, for every method; the redirect target responds with 405 if it is not allowed.
    func redirect(_ request: Request, segments: [String]) -> Response {
        let path = segments.last == "" ? String(request.encodedPath.dropLast()) : request.encodedPath + "/"
        return Response(
            .temporaryRedirect,
            headers: [.location: request.externalReference(path: path, query: request.queryString)]
        )
    }
}
