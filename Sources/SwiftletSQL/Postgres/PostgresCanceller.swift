import CPostgres
import SwiftletIO
import Synchronization

/// What libpq needs to cancel a statement: owns it and frees it.
///
/// Guard of the unchecked conformance: the pointer leads to a copy of its own, which shares nothing with the connection
/// (https://www.postgresql.org/docs/15/libpq-cancel.html), and no second owner can exist.
@safe struct PostgresCancelHandle: ~Copyable, @unchecked Sendable {
    private let pointer: OpaquePointer

    /// Takes over what `PQgetCancel` gave out.
    init(taking pointer: OpaquePointer) {
        unsafe self.pointer = unsafe pointer
    }

    deinit {
        unsafe PQfreeCancel(pointer)
    }

    /// Asks the server over a connection of its own.
    ///
    /// Blocks until the server has closed that connection.
    func cancel() {
        var message = [CChar](repeating: 0, count: 256)
        _ = unsafe PQcancel(pointer, &message, Int32(message.count))
    }
}

/// Asks the server to stop what a connection is doing.
final class PostgresCanceller: Sendable {
    private let handle: Mutex<PostgresCancelHandle>

    init(_ handle: consuming PostgresCancelHandle) {
        self.handle = Mutex(handle)
    }

    /// How many requests may hang at a time.
    ///
    /// A server that is frozen lets each of them hang until it goes on, and every one occupies a thread; beyond this
    /// number connections are just closed.
    private static let limit = 8
    private static let underWay = Atomic<Int>(0)

    /// Sends the request from a thread of its own, since libpq blocks in it.
    ///
    /// - Returns: The request, to wait for: a connection must not be used again before, or the request might hit its
    ///   next statement.
    func request() -> PostgresCancelRequest {
        let request = PostgresCancelRequest()
        guard Self.underWay.add(1, ordering: .relaxed).newValue <= Self.limit else {
            Self.underWay.subtract(1, ordering: .relaxed)
            return request
        }
        Task.detached { [self] in
            let thread = WorkerThread(name: "pg-cancel")
            try? await thread.run { [self] in
                handle.withLock { $0.cancel() }
            }
            thread.shutdown()
            Self.underWay.subtract(1, ordering: .relaxed)
            request.finish()
        }
        return request
    }
}

/// A request to cancel, under way.
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

    /// Waits until the server has taken the request.
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
            let answer = state.withLock { state -> Bool? in
                if state.isDone { return true }
                if ContinuousClock.now >= deadline { return false }
                state.waiter = continuation
                return nil
            }
            if let answer {
                continuation.resume(returning: answer)
            }
        }
    }
}
