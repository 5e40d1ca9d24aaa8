public import HTTPTypes
public import SwiftletJSON

/// An error that determines the response: its status, detail and header fields.
///
/// ```swift
/// guard count > 0 else {
///     throw HTTPError(.serviceUnavailable, "Out of stock until tomorrow", headers: [.retryAfter: "86400"])
/// }
/// ```
///
/// If an endpoint, a dependency or middleware throws it, the response is `{"detail": …}` with its status and header fields.
public struct HTTPError: Error, Sendable, Hashable {
    /// The response status.
    public var status: HTTPResponse.Status
    /// The error message, or any other JSON.
    public var detail: JSON
    /// Additional header fields, such as `WWW-Authenticate`.
    public var headers: HTTPFields

    /// Creates an error with a message.
    ///
    /// - Parameters:
    ///   - status: The response status.
    ///   - detail: The error message; defaults to the status's reason phrase.
    ///   - headers: Additional header fields.
    public init(_ status: HTTPResponse.Status, _ detail: String? = nil, headers: HTTPFields = [:]) {
        self.init(status, detail: .string(detail ?? status.reasonPhrase), headers: headers)
    }

    /// Creates an error with any JSON as its detail.
    public init(_ status: HTTPResponse.Status, detail: JSON, headers: HTTPFields = [:]) {
        self.status = status
        self.detail = detail
        self.headers = headers
    }
}
