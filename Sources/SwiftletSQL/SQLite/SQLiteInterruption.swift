import Synchronization

/// What can stop a statement of SQLite from outside: its deadline, and the cancellation of its task.
final class SQLiteInterruption: Sendable {
    private let isCancelled = Atomic(false)
    let deadline: ContinuousClock.Instant?

    init(deadline: ContinuousClock.Instant?) {
        self.deadline = deadline
    }

    func cancel() {
        isCancelled.store(true, ordering: .relaxed)
    }

    /// Why the statement must stop, nil while it may go on.
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
            case .timedOut: SQLError(.timeout, "The statement did not end before its deadline and was stopped.")
            }
        }
    }
}
