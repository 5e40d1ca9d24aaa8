import HTTPTypes
import Logging

/// Converts errors to responses.
struct ErrorResponder: Sendable {
    /// The handlers by status.
    var handlers: [HTTPResponse.Status: ErrorHandler] = [:]
    /// The handler for errors whose status has no handler.
    var fallback: ErrorHandler?
    /// Whether error responses are problem details (RFC 9457).
    var writesProblemDetails = false

    /// Returns the response for an error.
    ///
    /// The cause of an unexpected error is logged, and not sent to the client.
    func response(to error: any Error, for request: Request, context: Context) async -> Response {
        let errorResponse = ErrorResponse(error, context: context)
        if errorResponse.isUnexpected {
            UnexpectedErrors.receiver?(error)
            context.logger.error(
                "Request failed: \(error)",
                metadata: ["error.type": "\(type(of: error))"]
            )
        }
        var response = writesProblemDetails ? errorResponse.problem(request) : errorResponse.response()
        if let handler = handlers[errorResponse.status] ?? fallback {
            do {
                if let own = try await handler.handle(error, request, context) { response = own }
            } catch let second {
                context.logger.error("Error handler failed: \(second)")
            }
        }
        response.error = error
        return response
    }
}
