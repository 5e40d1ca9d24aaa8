/// Forwards unexpected errors, whose response is a 500, to a test client that rethrows them.
package enum UnexpectedErrors {
    /// Receives each unexpected error of requests handled in the current task.
    @TaskLocal package static var receiver: (@Sendable (any Error) -> Void)?
}
