import Synchronization

/// The conditions that interrupt a SQLite statement: its deadline, and the cancellation of its task.
final class SQLiteInterruption: Sendable {
    private let isCancelled = Atomic(false)
    let deadline: ContinuousClock.Instant?

    init(deadline: ContinuousClock.Instant?) {
        self.deadline = deadline
    }

    func cancel() {
        isCancelled.store(true, ordering: .relaxed)
    }

    /// The reason to interrupt the statement, or `nil` if there is none.
    var reason: Reason? {
        if isCancelled.load(ordering: .relaxed) {
            return .cancelled
        }
        if let deadline, ContinuousClock.now >= deadline {
            return .timedOut
        }
        return nil
    }

    enum Reason: Sendable {
        case cancelled
        case timedOut

        var error: any Error {
            switch self {
            case .cancelled: CancellationError()
            case .timedOut: SQLError(.timeout, "The statement exceeded its deadline and was interrupted.")
            }
        }
    }
}
