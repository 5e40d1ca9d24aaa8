import HTTPTypes
public import Swiftlet

/// The error for a full password queue, a 503 response with `Retry-After`.
public struct PasswordQueueFull: HTTPErrorConvertible, CustomStringConvertible {
    /// The time after which the client may retry, in seconds.
    public let retryAfter = 1

    /// A 503 error with `Retry-After`.
    public var httpError: HTTPError {
        HTTPError(
            .serviceUnavailable,
            "The service is busy. Try again later.",
            headers: [.retryAfter: "\(retryAfter)"]
        )
    }

    /// A full sentence.
    public var description: String { "Too many passwords are waiting to be hashed or checked." }
}
