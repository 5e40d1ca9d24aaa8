import Synchronization

/// The task that produces a response, cancelled shortly before the platform's deadline.
final class DeadlinedTask<Output: Sendable>: DeadlineTarget {
    let task: Task<Output, any Error>
    private let overdue = Atomic(false)
    private let onDeadline: @Sendable () -> Void

    init(_ task: Task<Output, any Error>, onDeadline: @escaping @Sendable () -> Void) {
        self.task = task
        self.onDeadline = onDeadline
    }

    /// Whether the task was cancelled because its deadline was exceeded.
    var isOverdue: Bool { overdue.load(ordering: .relaxed) }

    func deadlineExceeded() {
        overdue.store(true, ordering: .relaxed)
        onDeadline()
        task.cancel()
    }

    func cancel() {
        task.cancel()
    }
}
