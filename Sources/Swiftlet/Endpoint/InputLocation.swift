/// The location of an input in the request, in the order in which FastAPI reports validation errors.
public enum InputLocation: Int, Sendable {
    /// Dependencies.
    case dependency
    /// Path parameters.
    case path
    /// Query parameters.
    case query
    /// Header fields.
    case header
    /// Cookies.
    case cookie
    /// The body.
    case body
}
