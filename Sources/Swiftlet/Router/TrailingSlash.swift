/// What to answer where a path would have a route with a slash more or less at its end.
public enum TrailingSlash: Sendable {
    /// A redirect, 307, to the path that has a route: the default, as FastAPI does.
    case redirect
    /// The route's own answer.
    case ignore
    /// 404: the two paths have nothing to do with each other.
    case strict
}
