import HTTPTypes

/// Rejects requests whose body exceeds a size limit, with status 413.
///
/// ```swift
/// let limitedAPI = App(title: "Shop", version: "1.0.0") {
///     Routes("/reviews") {
///         BodyLimit(bytes: 16_384)
///         sell
///     }
/// }
/// ```
public struct BodyLimit: Middleware {
    private let bytes: Int

    /// Creates the middleware.
    ///
    /// - Parameter bytes: The maximum body size, in bytes.
    public init(bytes: Int) {
        self.bytes = bytes
    }

    /// Rejects the request if its body is too large.
    public func handle(_ request: Request, context: Context, next: @escaping Next) async throws -> Response {
        guard request.body.count <= bytes else {
            throw HTTPError(.contentTooLarge, "The body is larger than \(bytes) bytes.")
        }
        return try await next(request, context)
    }
}
