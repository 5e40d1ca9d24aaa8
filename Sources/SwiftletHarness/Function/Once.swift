import Synchronization

/// A flag that is set once.
final class Once: Sendable {
    private let isSet = Atomic(false)

    /// Sets the flag.
    ///
    /// - Returns: Whether this call set it.
    func take() -> Bool {
        !isSet.exchange(true, ordering: .relaxed)
    }
}
