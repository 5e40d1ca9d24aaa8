import HTTPTypes
import Logging
import Swiftlet
import SwiftletRuntime

/// Logs one line for each request, without its query and header fields, which may contain secrets.
///
/// Responses with status 500 or higher are logged as errors. `RequestLog` of the app logs nothing meanwhile.
struct AccessLog: Sendable {
    private let method: HTTPRequest.Method
    private let path: String
    private let client: String?
    private let context: Context
    private let start: ContinuousClock.Instant
    private let isEnabled: Bool

    /// Starts the measurement of a request.
    init(_ request: Swiftlet.Request, context: Context, start: ContinuousClock.Instant, isEnabled: Bool) {
        method = request.method
        path = request.path
        client = request.clientAddress
        self.context = context
        self.start = start
        self.isEnabled = isEnabled
    }

    /// Logs the response.
    ///
    /// - Parameters:
    ///   - status: The status of the response.
    ///   - bytes: The number of bytes of its body.
    ///   - isComplete: Whether the whole body was sent.
    func write(_ status: HTTPResponse.Status, bytes: Int, isComplete: Bool = true) {
        guard isEnabled else { return }
        let duration = (start.duration(to: .now).milliseconds * 1000).rounded() / 1000
        var metadata: Logger.Metadata = [
            "http.method": "\(method)",
            "http.path": "\(path)",
            "http.status": "\(status.code)",
            "http.bytes": "\(bytes)",
            "duration_ms": "\(duration)",
        ]
        if let client { metadata["client"] = "\(client)" }
        if !isComplete { metadata["aborted"] = "true" }
        let level: Logger.Level = status.code >= 500 ? .error : .info
        context.logger.log(level: level, "\(method) \(path) \(status.code)", metadata: metadata)
    }
}
