public import Swiftlet

/// The outcome of an invocation.
public enum InvocationOutcome: Sendable, Hashable {
    /// The function returned a response.
    case response([UInt8])
    /// The function threw an error, timed out, or its process exited.
    case failure(FunctionFailure)
}
