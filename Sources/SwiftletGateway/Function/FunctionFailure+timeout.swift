package import Swiftlet

extension FunctionFailure {
    /// The error type of an invocation that timed out.
    package static let timeoutType = "Sandbox.Timedout"

    /// Whether the invocation timed out.
    package var isTimeout: Bool { errorType == Self.timeoutType }
}
