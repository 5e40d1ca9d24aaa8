import Synchronization

/// Lets exactly one of many through.
final class OnceFlag: Sendable {
    private let flag = Atomic(false)

    /// Whether one came through.
    var isRaised: Bool { flag.load(ordering: .relaxed) }

    /// Whether this was the first call.
    func raise() -> Bool {
        !flag.exchange(true, ordering: .relaxed)
    }
}
