import Synchronization

/// Lets exactly one of many through.
final class OnceFlag: Sendable {
    private let isRaised = Atomic(false)

    /// Whether this was the first call.
    func raise() -> Bool {
        !isRaised.exchange(true, ordering: .relaxed)
    }
}
