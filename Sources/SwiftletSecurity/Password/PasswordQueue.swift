import SwiftletIO
import Synchronization

/// A bounded queue for password hashing on a dedicated thread, one hash at a time.
///
/// Each hash takes a tenth of a second of CPU time or more. Without a bound, a flood of logins would delay later ones beyond
/// the deadline of their requests.
public final class PasswordQueue: Sendable {
    /// The maximum number of waiting jobs.
    let waitingLimit: Int
    private let worker = WorkerThread(name: "password-hash")
    private let pending = Mutex(0)

    /// Creates a queue with its own thread, which starts with the first job.
    ///
    /// - Parameter waitingLimit: The maximum number of waiting jobs, 0 or more.
    public init(waitingLimit: Int = 16) {
        self.waitingLimit = max(0, waitingLimit)
    }

    /// The default queue of all hashers in the process, which limits the memory to that of one hash.
    public static let shared = PasswordQueue()

    /// The number of waiting and running jobs.
    var count: Int { pending.withLock { $0 } }

    /// Stops the thread after the queued jobs.
    ///
    /// Later jobs are rejected with an `EventLoopError`.
    public func shutdown() {
        worker.shutdown()
    }

    /// Runs `work` on the thread of the queue.
    ///
    /// - Throws: The error of `work`; `PasswordQueueFull`; `CancellationError` if the task is cancelled before its work begins,
    ///   which frees its slot; the errors of `WorkerThread.run(_:)`.
    func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        let isAdmitted = pending.withLock { pending in
            guard pending <= waitingLimit else { return false }
            pending += 1
            return true
        }
        guard isAdmitted else { throw PasswordQueueFull() }
        defer { pending.withLock { $0 -= 1 } }
        return try await worker.run(work)
    }
}
