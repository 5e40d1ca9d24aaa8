/// The outcome of a request.
public enum ExitOutcome: Sendable {
    /// A response was returned.
    case success
    /// An error was thrown.
    case failure(any Error)

    /// Whether a response was returned.
    public var isSuccess: Bool {
        if case .success = self { true } else { false }
    }
}
