public import HTTPTypes

/// Customizes the responses for an app's errors, for all of them or for one status.
///
/// ```swift
/// ErrorHandler(.notFound) { error, request, context in
///     .text("There is nothing at \(request.path).", status: .notFound)
/// }
/// ```
public struct ErrorHandler: AppComponent {
    private let status: HTTPResponse.Status?
    let handle: @Sendable (any Error, Request, Context) async throws -> Response?

    /// Creates an error handler.
    ///
    /// - Parameters:
    ///   - status: The status of the errors to handle, or `nil` for all statuses without their own handler.
    ///   - handle: Returns the response, or `nil` for the default response.
    public init(
        _ status: HTTPResponse.Status? = nil,
        handle:
            @escaping @Sendable (_ error: any Error, _ request: Request, _ context: Context) async throws -> Response?
    ) {
        self.status = status
        self.handle = handle
    }

    /// Adds the handler to the app.
    public func register(in assembly: inout AppAssembly) {
        if let status { assembly.errors.handlers[status] = self } else { assembly.errors.fallback = self }
    }
}
