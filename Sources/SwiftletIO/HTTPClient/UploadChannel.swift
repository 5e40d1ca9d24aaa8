import Synchronization

/// A streamed request body, sent in chunks with optional trailers.
///
/// Writers are suspended while more than `highWater` bytes are buffered; the piece read last may still be unsent. May be
/// written from any task.
package final class UploadChannel: Sendable {
    package typealias Trailer = (name: String, value: String)

    fileprivate enum End {
        case finished([Trailer])
        case failed(any Error)
    }

    fileprivate struct State {
        var bytes: [UInt8] = []
        var end: End?
        /// Whether the reader is paused and must be resumed.
        var isPaused = false
        /// Whether the transfer has ended, after which nothing is read.
        var isClosed = false
        var writers = WaiterList()
        var unpause: (@Sendable () -> Void)?
    }

    /// The next part of the body for the transfer or the connection.
    enum Piece {
        case bytes([UInt8])
        case pending
        case end([Trailer])
        case failed(any Error)
    }

    private let state = Mutex(State())
    private let highWater: Int

    /// Creates an empty body; `highWater` is in bytes.
    package init(highWater: Int = 64 * 1024) {
        self.highWater = highWater
    }

    /// Appends to the body, and waits while the buffer is full.
    ///
    /// - Throws: ``HTTPClientError`` with `.connectionClosed` when the transfer has ended, for example because the server
    ///   responded before the whole body was sent; `CancellationError` when the task is cancelled, with the bytes kept.
    package func write(_ bytes: [UInt8]) async throws {
        let unpause = try state.withLock { state in
            guard !state.isClosed else { throw Self.closed }
            if state.bytes.isEmpty {
                state.bytes = bytes
            } else {
                state.bytes.append(contentsOf: bytes)
            }
            return state.takeUnpause()
        }
        unpause?()
        try await waitForCapacity()
    }

    /// Ends the body.
    ///
    /// The trailers are sent after it, and must be declared in a `Trailer` field.
    package func finish(trailers: [Trailer] = []) {
        end(.finished(trailers))
    }

    /// Aborts the transfer: the server receives an incomplete body.
    package func fail(_ error: any Error) {
        end(.failed(error))
    }

    /// The error passed to ``fail(_:)``.
    package var failure: (any Error)? {
        state.withLock { state in
            if case .failed(let error) = state.end { error } else { nil }
        }
    }

    private static let closed = HTTPClientError(
        .connectionClosed,
        "The transfer has ended: the rest of the request body is not sent."
    )

    private func end(_ end: End) {
        let unpause = state.withLock { state -> (@Sendable () -> Void)? in
            guard state.end == nil else { return nil }
            state.end = end
            return state.takeUnpause()
        }
        unpause?()
    }

    private func waitForCapacity() async throws {
        let isFull = state.withLock { $0.bytes.count > highWater && !$0.isClosed }
        guard isFull else { return try Task.checkCancellation() }
        let id = WaiterList.makeID()
        try await Waiter<Void>
            .suspend { waiter in
                let outcome = state.withLock { state -> Result<Void, any Error>? in
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if state.isClosed || state.bytes.count <= highWater { return .success(()) }
                    state.writers.insert(waiter, id: id)
                    return nil
                }
                if let outcome { waiter.resume(with: outcome) }
            } onCancel: {
                let waiter = state.withLock { $0.writers.remove(id) }
                waiter?.resume(throwing: CancellationError())
            }
    }

    // MARK: - Transfer side, on the loop's thread

    /// Sets the closure that resumes the transfer or the connection that reads it.
    func open(unpause: @escaping @Sendable () -> Void) {
        state.withLock { $0.unpause = unpause }
    }

    /// Returns all buffered bytes and removes them.
    func take() -> Piece {
        let (piece, writers) = state.withLock { state -> (Piece, [Waiter<Void>]) in
            if case .failed(let error) = state.end { return (.failed(error), []) }
            guard !state.bytes.isEmpty else {
                if case .finished(let trailers) = state.end { return (.end(trailers), []) }
                state.isPaused = true
                return (.pending, [])
            }
            let bytes = state.bytes
            state.bytes = []
            return (.bytes(bytes), state.writers.takeAll())
        }
        for writer in writers { writer.resume(returning: ()) }
        return piece
    }

    /// Ends the reading side, and fails all suspended writers.
    func close() {
        let writers = state.withLock { state in
            state.isClosed = true
            state.unpause = nil
            return state.writers.takeAll()
        }
        for writer in writers { writer.resume(throwing: Self.closed) }
    }
}

extension UploadChannel.State {
    fileprivate mutating func takeUnpause() -> (@Sendable () -> Void)? {
        guard isPaused else { return nil }
        isPaused = false
        return unpause
    }
}
