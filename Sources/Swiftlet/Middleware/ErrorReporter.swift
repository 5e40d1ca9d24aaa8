import HTTPTypes

/// Reports server errors to a closure, for example to send them to an error tracker.
///
/// ```swift
/// let reportedAPI = App(title: "Shop", version: "1.0.0") {
///     ErrorReporter { error, request, context in
///         context.logger.critical("\(request.method) \(request.path) failed: \(error)")
///     }
///     sell
/// }
/// ```
public struct ErrorReporter: Middleware {
    private let report: @Sendable (any Error, Request, Context) async -> Void

    /// Creates the middleware.
    ///
    /// - Parameter report: Receives every error whose response has status 500 or higher, before the response is sent.
    public init(
        _ report: @escaping @Sendable (_ error: any Error, _ request: Request, _ context: Context) async -> Void
    ) {
        self.report = report
    }

    /// Handles the request, and reports its error.
    public func handle(_ request: Request, context: Context, next: @escaping Next) async throws -> Response {
        let response = try await next(request, context)
        await report(response, to: request, context: context)
        await context.currentExchange?
            .observe { delivery in
                if case .replaced(let other) = delivery { await report(other, to: request, context: context) }
            }
        return response
    }

    private func report(_ response: Response, to request: Request, context: Context) async {
        if let error = response.error, response.status.code >= 500 {
            await report(error, request, context)
        }
    }
}
