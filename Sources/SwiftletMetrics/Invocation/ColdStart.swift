import Synchronization

/// Whether an invocation is the first one of its environment.
final class ColdStart: Sendable {
    /// The state of this process.
    static let process = ColdStart()

    private let hasStarted = Atomic(false)

    /// Returns `true` for the first invocation.
    func begin() -> Bool {
        !hasStarted.load(ordering: .relaxed) && !hasStarted.exchange(true, ordering: .relaxed)
    }
}
