import HTTPTypes

/// Refuses a request whose body is larger than a limit, with status 413.
public struct BodyLimit: Middleware {
    private let bytes: Int

    /// Creates the middleware.
    ///
    /// - Parameter bytes: the largest body that is let through, in bytes.
    public init(bytes: Int) {
        self.bytes = bytes
    }

    /// Serves the request if its body is not too large.
    public func handle(_ request: Request, _ context: Context, next: @escaping Next) async throws -> Response {
        guard request.body.count <= bytes else {
            throw HTTPError(.contentTooLarge, "The body is larger than \(bytes) bytes.")
        }
        return try await next(request, context)
    }
}
