/// The retry policy for calls that did not reach the runtime API.
package struct RetryPolicy: Hashable, Sendable {
    /// The number of consecutive failures after which the process exits.
    package var attempts = 6
    /// The delay after the first failure, doubled after each further one.
    package var firstDelay: Duration = .milliseconds(25)
    /// The delay after an empty reply, which prevents a busy loop.
    package var idleDelay: Duration = .milliseconds(5)

    package init() {}

    /// The delay after `count` consecutive failures, or `nil` to stop retrying.
    package func delay(afterFailures count: Int) -> Duration? {
        count < attempts ? firstDelay * (1 << max(0, count - 1)) : nil
    }
}
