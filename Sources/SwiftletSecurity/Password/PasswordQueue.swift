import HTTPTypes
public import Swiftlet
import SwiftletIO
import Synchronization

/// The queue in front of the thread that computes password hashes: one at a time, and a limited number waiting.
///
/// Each hash takes a tenth of a second of a processor and more. Without a limit, a flood of logins would keep later ones
/// waiting for longer than their requests last.
public final class PasswordQueue: Sendable {
    /// How many may wait while one is computed.
    public let waitingLimit: Int
    private let worker = WorkerThread(name: "password-hash")
    private let pending = Mutex(0)

    /// Creates a queue with a thread of its own, which starts with the first piece of work.
    ///
    /// - Parameter waitingLimit: How many may wait while one is computed, 0 or more.
    public init(waitingLimit: Int = 16) {
        self.waitingLimit = max(0, waitingLimit)
    }

    /// The queue that all hashers of the process share by default, so that they take the memory of one hash at a time.
    public static let shared = PasswordQueue()

    /// How many wait or are computed.
    var count: Int { pending.withLock { $0 } }

    /// Ends the thread once the work it was given is done.
    ///
    /// Later work is rejected with an `EventLoopError`.
    public func shutdown() {
        worker.shutdown()
    }

    /// Does `work` on the queue's thread.
    ///
    /// - Throws: What `work` throws; `PasswordQueueFull`; `CancellationError` when the task is cancelled before its work
    ///   has begun, which frees its slot; what `WorkerThread.run(_:)` throws.
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

/// Too many passwords are waiting to be hashed or checked: 503 with `Retry-After`.
public struct PasswordQueueFull: HTTPErrorConvertible, CustomStringConvertible {
    /// After how many seconds the client may try again.
    public let retryAfter = 1

    /// 503, with `Retry-After` in seconds.
    public var httpError: HTTPError {
        HTTPError(
            .serviceUnavailable,
            "The service is busy. Try again later.",
            headers: [.retryAfter: "\(retryAfter)"]
        )
    }

    /// A full sentence.
    public var description: String { "Too many passwords are waiting to be hashed or checked." }
}
