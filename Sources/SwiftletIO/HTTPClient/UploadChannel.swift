internal import Synchronization

/// A request body that is written piece by piece while it is sent, in chunks and with optional trailers.
///
/// The writer is held back while more than `highWater` bytes wait to be sent. Any task on any thread may write.
package final class UploadChannel: Sendable {
    package typealias Trailer = (name: String, value: String)

    fileprivate enum End {
        case finished([Trailer])
        case failed(any Error)
    }

    fileprivate struct State {
        var bytes: [UInt8] = []
        var offset = 0
        var end: End?
        /// libcurl was told that nothing is there yet, and has to be woken.
        var isPaused = false
        /// The transfer has ended: nothing reads any more.
        var isClosed = false
        var writers = WaiterList()
        var unpause: (@Sendable () -> Void)?

        var pending: Int { bytes.count - offset }
    }

    /// What a connection gets when it asks for bytes.
    enum Piece {
        case bytes([UInt8])
        case notYet
        case end([Trailer])
        case failed(any Error)
    }

    /// What the transfer gets when it asks for bytes.
    enum Supply {
        case bytes(Int)
        case notYet
        case end
        case failed
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
            if state.pending == 0 {
                state.bytes = bytes
                state.offset = 0
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
        guard state.withLock({ $0.pending > highWater && !$0.isClosed }) else { return try Task.checkCancellation() }
        let id = WaiterList.makeID()
        try await Waiter<Void>
            .suspend { waiter in
                let outcome = state.withLock { state -> Result<Void, any Error>? in
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if state.isClosed || state.pending <= highWater { return .success(()) }
                    state.writers.insert(waiter, id: id)
                    return nil
                }
                if let outcome { waiter.resume(with: outcome) }
            } onCancel: {
                let waiter = state.withLock { $0.writers.remove(id) }
                waiter?.resume(throwing: CancellationError())
            }
    }

    // MARK: the transfer's side, on the loop's thread

    /// Tells the channel how to wake the transfer or the connection that reads it.
    func open(unpause: @escaping @Sendable () -> Void) {
        state.withLock { $0.unpause = unpause }
    }

    /// Copies as many bytes as fit into libcurl's buffer.
    func read(into buffer: borrowing OutputBuffer) -> Supply {
        let (supply, writers) = state.withLock { state -> (Supply, [Waiter<Void>]) in
            if case .failed = state.end { return (.failed, []) }
            guard state.pending > 0 else {
                if state.end != nil { return (.end, []) }
                state.isPaused = true
                return (.notYet, [])
            }
            let count = buffer.append(state.bytes, from: state.offset)
            state.offset += count
            if state.pending == 0 {
                state.bytes = []
                state.offset = 0
            }
            return (.bytes(count), state.pending <= highWater ? state.writers.takeAll() : [])
        }
        for writer in writers { writer.resume(returning: ()) }
        return supply
    }

    /// Takes all the bytes that wait to be sent.
    func take() -> Piece {
        let (piece, writers) = state.withLock { state -> (Piece, [Waiter<Void>]) in
            if case .failed(let error) = state.end { return (.failed(error), []) }
            guard state.pending > 0 else {
                if case .finished(let trailers) = state.end { return (.end(trailers), []) }
                state.isPaused = true
                return (.notYet, [])
            }
            let bytes = state.offset == 0 ? state.bytes : Array(state.bytes[state.offset...])
            state.bytes = []
            state.offset = 0
            return (.bytes(bytes), state.writers.takeAll())
        }
        for writer in writers { writer.resume(returning: ()) }
        return piece
    }

    var trailers: [Trailer] {
        state.withLock { state in
            if case .finished(let trailers) = state.end { trailers } else { [] }
        }
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
