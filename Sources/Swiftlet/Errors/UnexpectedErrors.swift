/// The errors that become a 500, for a test client that throws them to its test.
package enum UnexpectedErrors {
    /// Receives each error while the current task serves a request.
    @TaskLocal package static var receiver: (@Sendable (any Error) -> Void)?
}
