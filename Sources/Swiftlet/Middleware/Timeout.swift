import HTTPTypes

/// Ends a request that takes too long, with status 503, before the platform ends the whole invocation.
///
/// The endpoint's task is cancelled; what it has open is torn down as after any other error.
public struct Timeout: Middleware {
    private let limit: Duration

    /// Creates the middleware.
    ///
    /// - Parameter limit: the longest a request may take.
    public init(_ limit: Duration) {
        self.limit = limit
    }

    /// Serves the request, or stops waiting for it.
    public func handle(_ request: Request, _ context: Context, next: @escaping Next) async throws -> Response {
        try await withThrowingTaskGroup(of: Response?.self) { group in
            group.addTask { try await next(request, context) }
            group.addTask { [limit] in
                try await Task.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            // The first to end decides; the other is cancelled.
            guard let first = try await group.next(), let response = first else {
                throw HTTPError(.serviceUnavailable, "The request took longer than \(limit).")
            }
            return response
        }
    }
}
