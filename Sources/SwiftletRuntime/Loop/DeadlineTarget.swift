/// Receives deadline expirations.
package protocol DeadlineTarget: AnyObject, Sendable {
    /// Called at most once, on the loop's thread.
    func deadlineExceeded()

    /// Cancels the work before its deadline.
    func cancel()
}
