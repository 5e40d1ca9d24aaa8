/// Intercepts requests and responses.
///
/// ```swift
/// struct PoweredBy: Middleware {
///     func handle(_ request: Request, context: Context, next: @escaping Next) async throws -> Response {
///         var response = try await next(request, context)
///         response.headers[.server] = "swiftlet"
///         return response
///     }
/// }
/// ```
///
/// Middleware of an ``App`` applies to all requests, including those with no route (404). Middleware of ``Routes`` applies to
/// the endpoints of that group. The first in the list is the outermost.
public protocol Middleware: MiddlewareDeclaration {
    /// The next middleware, or the endpoint after the last one. It converts errors to responses, and throws only on
    /// cancellation.
    typealias Next = @Sendable (_ request: Request, _ context: Context) async throws -> Response

    /// Handles a request, usually by returning the response of `next`.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - context: The invocation's context.
    ///   - next: The next middleware or the endpoint.
    /// - Returns: The response.
    /// - Throws: An error, which is converted to a response like that of an endpoint.
    func handle(_ request: Request, context: Context, next: @escaping Next) async throws -> Response
}
