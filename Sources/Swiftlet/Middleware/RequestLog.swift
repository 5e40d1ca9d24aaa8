public import HTTPTypes
public import Logging

/// Logs each request with method, path, status and duration, and adds the request ID to the response.
///
/// ```swift
/// let loggedAPI = App(title: "Shop", version: "1.0.0") {
///     RequestLog(level: .debug)
///     SecurityHeaders()
///     sell
/// }
/// ```
///
/// The logged status is that of the response that is sent, even if a response was too large for the platform and replaced;
/// it is `discarded` if a ``Timeout`` has stopped waiting for the response. The query and the header fields are not logged,
/// because they may contain secrets.
///
/// A server in a container logs requests itself, with those that do not reach the app; then the middleware logs nothing, unless
/// `SWIFTLET_ACCESS_LOG` is `off`.
public struct RequestLog: Middleware {
    private let level: Logger.Level
    private let field: HTTPField.Name?

    /// Creates the middleware.
    ///
    /// - Parameters:
    ///   - level: The log level; responses with status 500 or higher are logged as errors.
    ///   - field: The response header field for the request ID, or `nil` for none.
    public init(level: Logger.Level = .info, field: HTTPField.Name? = .requestID) {
        self.level = level
        self.field = field
    }

    /// Handles the request and logs its outcome.
    public func handle(_ request: Request, context: Context, next: @escaping Next) async throws -> Response {
        guard !context.isLoggedByHost else { return identified(try await next(request, context), context: context) }
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let elapsed = start.duration(to: .now)
        let milliseconds = Double(elapsed.components.attoseconds) / 1e15 + Double(elapsed.components.seconds) * 1e3
        let duration = (milliseconds * 1000).rounded() / 1000
        let status = response.status
        if let exchange = context.currentExchange {
            await exchange.observe { delivery in
                switch delivery {
                case .delivered: log(request, status: status, duration: duration, context: context)
                case .replaced(let other): log(request, status: other.status, duration: duration, context: context)
                case .discarded: log(request, status: nil, duration: duration, context: context)
                }
            }
        } else {
            log(request, status: status, duration: duration, context: context)
        }
        return identified(response, context: context)
    }

    /// Returns a response with the request ID.
    private func identified(_ response: Response, context: Context) -> Response {
        guard let field else { return response }
        var response = response
        response.headers[field] = context.requestID
        return response
    }

    private func log(_ request: Request, status: HTTPResponse.Status?, duration: Double, context: Context) {
        let outcome = status.map { "\($0.code)" } ?? "discarded"
        context.logger.log(
            level: (status?.code ?? 0) >= 500 ? .error : level,
            "\(request.method) \(request.basePath + request.path) \(outcome)",
            metadata: [
                "http.method": "\(request.method)",
                "http.path": "\(request.basePath + request.path)",
                "http.status": "\(outcome)",
                "duration_ms": "\(duration)",
            ]
        )
    }
}

extension HTTPField.Name {
    /// `X-Request-Id`: the request ID, for searching the log.
    public static var requestID: HTTPField.Name { requestIDName }
}

private let requestIDName = HTTPField.Name.constant("X-Request-Id")
