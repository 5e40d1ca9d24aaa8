import Synchronization

/// The faults that have been logged, so that each is logged once.
final class FaultLog: Sendable {
    /// The maximum number of faults: names may contain input.
    private static let limit = 100

    private let known = Mutex<Set<String>>([])

    /// Whether a fault should be logged: it is new, and not too many others have been logged.
    func isNew(_ fault: String) -> Bool {
        known.withLock { $0.count < Self.limit && $0.insert(fault).inserted }
    }
}
