public import HTTPTypes
import Logging

/// Makes responses from errors: the one place where that is done.
struct ErrorResponder: Sendable {
    /// Handlers for a status.
    var handlers: [HTTPResponse.Status: ErrorHandler] = [:]
    /// The handler for all that has none of its own.
    var catchAll: ErrorHandler?
    /// Whether errors are written as problem details (RFC 9457).
    var writesProblemDetails = false

    /// Runs a body, and answers an error it throws.
    func catching(
        _ request: Request,
        _ context: Context,
        _ body: () async throws -> Response
    ) async -> Response {
        do {
            return try await body()
        } catch {
            return await response(to: error, request, context)
        }
    }

    /// The answer to an error.
    ///
    /// An error nobody expected is logged, and its cause is not told to the client.
    func response(to error: any Error, _ request: Request, _ context: Context) async -> Response {
        let answer = Answer(error, context)
        if answer.isUnexpected {
            UnexpectedErrors.receiver?(error)
            context.logger.error(
                "The request failed: \(error)",
                metadata: ["error.type": "\(type(of: error))"]
            )
        }
        var response = writesProblemDetails ? answer.problem(request) : answer.response()
        if let handler = handlers[answer.status] ?? catchAll {
            do {
                if let own = try await handler.handle(error, request, context) { response = own }
            } catch let second {
                context.logger.error("An error handler failed: \(second)")
            }
        }
        response.error = error
        return response
    }
}

/// A handler for the errors of an app, for all of them or for those of one status.
///
/// ```swift
/// ErrorHandler(.notFound) { error, request, context in
///     .text("There is nothing at \(request.path).", status: .notFound)
/// }
/// ```
public struct ErrorHandler: AppComponent {
    private let status: HTTPResponse.Status?
    let handle: @Sendable (any Error, Request, Context) async throws -> Response?

    /// Creates a handler.
    ///
    /// - Parameters:
    ///   - status: the status whose errors it handles, or `nil` for all that have no handler of their own.
    ///   - handle: makes the response, or returns `nil` for the usual one.
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
        if let status { assembly.errors.handlers[status] = self } else { assembly.errors.catchAll = self }
    }
}

/// Writes all errors of an app as problem details, `application/problem+json` (RFC 9457).
public struct ProblemDetails: AppComponent {
    /// Creates the component.
    public init() {}

    /// Switches the app's errors.
    public func register(in assembly: inout AppAssembly) {
        assembly.errors.writesProblemDetails = true
    }
}
