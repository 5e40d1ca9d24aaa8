import Synchronization

/// Something of which only the first time counts.
final class Once: Sendable {
    private let hasCome = Atomic(false)

    /// Takes the first time.
    ///
    /// - Returns: whether nobody has taken it before.
    func take() -> Bool {
        !hasCome.exchange(true, ordering: .relaxed)
    }
}
