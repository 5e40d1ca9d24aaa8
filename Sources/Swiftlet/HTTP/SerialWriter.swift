import Synchronization

/// Writes the parts of a stream one after the other, from any number of tasks, in the order in which they arrive.
final class SerialWriter: Sendable {
    private struct State {
        var isWriting = false
        var isClosed = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let output: BodyStream.Write

    init(_ output: @escaping BodyStream.Write) {
        self.output = output
    }

    /// Writes a part after those that are being written.
    ///
    /// - Throws: `CancellationError` if the stream is closed or the task is cancelled while it waits; what the output throws.
    func write(_ part: [UInt8]) async throws {
        await acquire()
        defer { release() }
        try Task.checkCancellation()
        if state.withLock({ $0.isClosed }) { throw CancellationError() }
        try await output(part)
    }

    /// Waits until the parts before are written, and lets none be written after them.
    func close() async {
        await acquire()
        state.withLock { $0.isClosed = true }
        release()
    }

    private func acquire() async {
        if tryAcquire() { return }
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                if state.isWriting { state.waiting.append(continuation) }
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

    /// Passes the permit to the first task that waits, if there is one.
    private func release() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            if state.waiting.isEmpty {
                state.isWriting = false
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}
