import Synchronization

/// Serializes writes to a stream from multiple tasks, in FIFO order.
final class SerialWriter: Sendable {
    private struct State {
        var isWriting = false
        var isClosed = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let output: BodyStream.Write

    init(_ output: @escaping BodyStream.Write) {
        self.output = output
    }

    /// Writes a part after all pending writes.
    ///
    /// - Throws: `CancellationError` if the stream is closed or the task is cancelled while waiting, or any error that the
    ///   output throws.
    func write(_ part: [UInt8]) async throws {
        await acquire()
        defer { release() }
        try Task.checkCancellation()
        if state.withLock({ $0.isClosed }) { throw CancellationError() }
        try await output(part)
    }

    /// Waits for pending writes, then rejects all further writes.
    func close() async {
        await acquire()
        state.withLock { $0.isClosed = true }
        release()
    }

    private func acquire() async {
        if tryAcquire() { return }
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                if state.isWriting { state.waiters.append(continuation) }
                defer { state.isWriting = true }
                return !state.isWriting
            }
            if isFree { continuation.resume() }
        }
    }

    private func tryAcquire() -> Bool {
        state.withLock { state in
            defer { state.isWriting = true }
            return !state.isWriting
        }
    }

    /// Passes the permit to the first waiter, if there is one.
    private func release() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            if state.waiters.isEmpty {
                state.isWriting = false
                return nil
            }
            return state.waiters.removeFirst()
        }
        next?.resume()
    }
}
