import Synchronization

/// A flag that is raised by exactly one of several callers.
package final class OnceFlag: Sendable {
    private let flag = Atomic(false)

    /// Creates a flag that is not raised.
    package init() {}

    /// Whether the flag has been raised.
    package var isRaised: Bool { flag.load(ordering: .relaxed) }

    /// Raises the flag.
    ///
    /// - Returns: Whether this was the first call.
    package func raise() -> Bool {
        !flag.exchange(true, ordering: .relaxed)
    }
}
