import SwiftletIO
import Synchronization

/// Sends cancel requests for the statements of a connection.
final class PostgresCanceller: Sendable {
    private let handle: Mutex<PostgresCancelHandle>

    init(_ handle: consuming PostgresCancelHandle) {
        self.handle = Mutex(handle)
    }

    /// The maximum number of concurrent requests.
    ///
    /// A server that does not respond blocks each request and its thread; beyond this limit, connections are closed without
    /// a cancel request.
    private static let limit = 8
    private static let inFlightCount = Atomic<Int>(0)

    /// Sends the request on a separate thread, because libpq blocks.
    ///
    /// - Returns: The request, which must be awaited before the connection is reused; otherwise it might cancel the next
    ///   statement.
    func request() -> PostgresCancelRequest {
        let request = PostgresCancelRequest()
        guard Self.inFlightCount.add(1, ordering: .relaxed).newValue <= Self.limit else {
            Self.inFlightCount.subtract(1, ordering: .relaxed)
            return request
        }
        Task.detached { [self] in
            let thread = WorkerThread(name: "pg-cancel")
            try? await thread.run { [self] in
                handle.withLock { $0.cancel() }
            }
            thread.shutdown()
            Self.inFlightCount.subtract(1, ordering: .relaxed)
            request.finish()
        }
        return request
    }
}
