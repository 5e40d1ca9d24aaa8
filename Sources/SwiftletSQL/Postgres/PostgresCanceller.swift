import CPostgres
import SwiftletIO
import Synchronization

/// The owner of libpq's cancel handle, which it frees.
///
/// Guard of the unchecked conformance: the pointer refers to a separate copy, which shares nothing with the connection
/// (https://www.postgresql.org/docs/15/libpq-cancel.html), and there can be no second owner.
@safe struct PostgresCancelHandle: ~Copyable, @unchecked Sendable {
    private let pointer: OpaquePointer

    /// Takes ownership of a handle returned by `PQgetCancel`.
    init(taking pointer: OpaquePointer) {
        unsafe self.pointer = unsafe pointer
    }

    deinit {
        unsafe PQfreeCancel(pointer)
    }

    /// Sends a cancel request on a separate connection.
    ///
    /// Blocks until the server has closed that connection.
    func cancel() {
        var message = [CChar](repeating: 0, count: 256)
        _ = unsafe PQcancel(pointer, &message, Int32(message.count))
    }
}

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

/// A cancel request in progress.
final class PostgresCancelRequest: Sendable {
    private struct State {
        var isDone = false
        var waiter: CheckedContinuation<Bool, Never>?
    }

    private let state = Mutex(State())

    func finish() {
        let waiter = state.withLock { state in
            state.isDone = true
            return state.waiter.take()
        }
        waiter?.resume(returning: true)
    }

    /// Waits until the server has processed the request.
    ///
    /// - Returns: Whether it did before the deadline.
    func wait(until deadline: ContinuousClock.Instant) async -> Bool {
        let loop = EventLoop.preferred
        let timer = Task(executorPreference: loop) { [self] in
            try await loop.sleep(until: deadline)
            state.withLock { $0.waiter.take() }?.resume(returning: false)
        }
        defer { timer.cancel() }
        return await withCheckedContinuation { continuation in
            let result = state.withLock { state -> Bool? in
                if state.isDone { return true }
                if ContinuousClock.now >= deadline { return false }
                state.waiter = continuation
                return nil
            }
            if let result {
                continuation.resume(returning: result)
            }
        }
    }
}
