import Synchronization

/// A request body that is written piece by piece while it is sent, in chunks and with optional trailers.
///
/// The writer is held back while more than `highWater` bytes wait to be taken; what was taken last may still be unsent. Any
/// task on any thread may write.
package final class UploadChannel: Sendable {
    package typealias Trailer = (name: String, value: String)

    fileprivate enum End {
        case finished([Trailer])
        case failed(any Error)
    }

    fileprivate struct State {
        var bytes: [UInt8] = []
        var end: End?
        /// Who reads was told that nothing is there yet, and has to be woken.
        var isPaused = false
        /// The transfer has ended: nothing reads any more.
        var isClosed = false
        var writers = WaiterList()
        var unpause: (@Sendable () -> Void)?
    }

    /// What the transfer or the connection gets when it asks for bytes.
    enum Piece {
        case bytes([UInt8])
        case notYet
        case end([Trailer])
        case failed(any Error)
    }

    private let state = Mutex(State())
    private let highWater: Int

    /// Makes an empty body.
    ///
    /// `highWater` is in bytes.
    package init(highWater: Int = 64 * 1024) {
        self.highWater = highWater
    }

    /// Appends to the body, and waits until most of it is on its way.
    ///
    /// - Throws: ``HTTPClientError`` with `.connectionClosed` when the transfer has ended, as it does when the server
    ///   answers before the whole body is sent; `CancellationError` when the task is cancelled, with the bytes kept.
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
        try await waitForRoom()
    }

    /// Ends the body.
    ///
    /// The trailers are sent after it, and must have been announced by a `Trailer` field.
    package func finish(trailers: [Trailer] = []) {
        end(.finished(trailers))
    }

    /// Breaks the transfer off: the server sees an incomplete body.
    package func fail(_ error: any Error) {
        end(.failed(error))
    }

    /// The error that ``fail(_:)`` was called with.
    package var failure: (any Error)? {
        state.withLock { state in
            if case .failed(let error) = state.end { error } else { nil }
        }
    }

    private static let closed = HTTPClientError(
        .connectionClosed,
        "The transfer has ended: no more of the request body is sent."
    )

    private func end(_ end: End) {
        let unpause = state.withLock { state -> (@Sendable () -> Void)? in
            guard state.end == nil else { return nil }
            state.end = end
            return state.takeUnpause()
        }
        unpause?()
    }

    private func waitForRoom() async throws {
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

    // MARK: The transfer's side, on the loop's thread

    /// Tells the channel how to wake the transfer or the connection that reads it.
    func open(unpause: @escaping @Sendable () -> Void) {
        state.withLock { $0.unpause = unpause }
    }

    /// Takes all the bytes that wait to be sent.
    func take() -> Piece {
        let (piece, writers) = state.withLock { state -> (Piece, [Waiter<Void>]) in
            if case .failed(let error) = state.end { return (.failed(error), []) }
            guard !state.bytes.isEmpty else {
                if case .finished(let trailers) = state.end { return (.end(trailers), []) }
                state.isPaused = true
                return (.notYet, [])
            }
            let bytes = state.bytes
            state.bytes = []
            return (.bytes(bytes), state.writers.takeAll())
        }
        for writer in writers { writer.resume(returning: ()) }
        return piece
    }

    /// The transfer has ended, whatever the reason: lets every writer go.
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
