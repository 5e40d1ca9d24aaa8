/// How requests are handled whose path matches a route except for a trailing slash.
public enum TrailingSlash: Sendable {
    /// Redirect with status 307 to the path that matches, as FastAPI does; the default.
    case redirect
    /// Handle the request with the route that matches.
    case ignore
    /// Respond with 404.
    case strict
}
