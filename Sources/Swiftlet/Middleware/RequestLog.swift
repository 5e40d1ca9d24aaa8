public import HTTPTypes
public import Logging

/// One line in the log for each request: method, path, status, time; and the request's id in the response.
///
/// The status is the one that is sent, also where the response is too large for the platform; it is `discarded` where a
/// ``Timeout`` has stopped waiting for the response. Neither the query nor header fields are logged: both may carry secrets.
public struct RequestLog: Middleware {
    private let level: Logger.Level
    private let field: HTTPField.Name?

    /// Creates the middleware.
    ///
    /// - Parameters:
    ///   - level: the level of the line; a response of 500 or more is logged as an error.
    ///   - field: the header field of the response that carries the request id, or `nil` for none.
    public init(level: Logger.Level = .info, field: HTTPField.Name? = .requestID) {
        self.level = level
        self.field = field
    }

    /// Serves the request and logs how it went.
    public func handle(_ request: Request, _ context: Context, next: @escaping Next) async throws -> Response {
        let start = ContinuousClock.now
        var response = try await next(request, context)
        let elapsed = start.duration(to: .now)
        let milliseconds = Double(elapsed.components.attoseconds) / 1e15 + Double(elapsed.components.seconds) * 1e3
        let duration = (milliseconds * 1000).rounded() / 1000
        let status = response.status
        if let exchange = Exchange.current {
            await exchange.observe { delivery in
                switch delivery {
                case .delivered: log(request, status: status, duration: duration, context)
                case .replaced(let other): log(request, status: other.status, duration: duration, context)
                case .discarded: log(request, status: nil, duration: duration, context)
                }
            }
        } else {
            log(request, status: status, duration: duration, context)
        }
        if let field { response.headers[field] = context.requestID }
        return response
    }

    private func log(_ request: Request, status: HTTPResponse.Status?, duration: Double, _ context: Context) {
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
    /// `X-Request-Id`: the id by which a request is found in the log.
    public static var requestID: HTTPField.Name { requestIDName }
}

private let requestIDName = HTTPField.Name("X-Request-Id") ?? .via
