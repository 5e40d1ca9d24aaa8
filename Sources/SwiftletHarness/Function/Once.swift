import Synchronization

/// A flag that is set once.
final class Once: Sendable {
    private let hasCome = Atomic(false)

    /// Sets the flag.
    ///
    /// - Returns: Whether this call set it.
    func take() -> Bool {
        !hasCome.exchange(true, ordering: .relaxed)
    }
}
