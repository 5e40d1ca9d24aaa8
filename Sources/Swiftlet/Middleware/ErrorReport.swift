import HTTPTypes

/// Tells a function of the user's own about errors that nobody expected: to send them to wherever they are watched.
public struct ErrorReport: Middleware {
    private let report: @Sendable (any Error, Request, Context) async -> Void

    /// Creates the middleware.
    ///
    /// - Parameter report: is told of every error that was answered with a status of 500 or more, before the response
    ///   leaves.
    public init(
        _ report: @escaping @Sendable (_ error: any Error, _ request: Request, _ context: Context) async -> Void
    ) {
        self.report = report
    }

    /// Serves the request, and reports its error.
    public func handle(_ request: Request, _ context: Context, next: @escaping Next) async throws -> Response {
        let response = try await next(request, context)
        await report(response, to: request, context)
        await Exchange.current?
            .observe { delivery in
                if case .replaced(let other) = delivery { await report(other, to: request, context) }
            }
        return response
    }

    private func report(_ response: Response, to request: Request, _ context: Context) async {
        if let error = response.error, response.status.code >= 500 {
            await report(error, request, context)
        }
    }
}
