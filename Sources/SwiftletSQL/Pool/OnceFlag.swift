import Synchronization

/// A flag that is raised by exactly one of several callers.
final class OnceFlag: Sendable {
    private let flag = Atomic(false)

    /// Whether the flag has been raised.
    var isRaised: Bool { flag.load(ordering: .relaxed) }

    /// Raises the flag; returns whether this was the first call.
    func raise() -> Bool {
        !flag.exchange(true, ordering: .relaxed)
    }
}
