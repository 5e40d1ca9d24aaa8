import Synchronization

/// A reply on its way to a task that reads it piece by piece.
///
/// Once more than `highWater` bytes wait to be read, the transfer is paused, and TCP holds the server back.
final class DownloadChannel: Sendable {
    private struct State {
        var head: ReplyHead?
        var trailers: ReplyHead?
        var bytes: [UInt8] = []
        var end: Result<Void, any Error>?
        /// libcurl was told to keep the bytes for now, and has to be woken.
        var isPaused = false
        var readers = WaiterList()
        var unpause: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())
    private let highWater: Int

    init(highWater: Int) {
        self.highWater = highWater
    }

    /// Waits for the final status and its header fields.
    func head() async throws -> ReplyHead {
        while true {
            let head = try state.withLock { state -> ReplyHead? in
                if let head = state.head { return head }
                try state.end?.get()
                return nil
            }
            if let head { return head }
            try await change { $0.head != nil || $0.end != nil }
        }
    }

    /// Waits for the next bytes of the body.
    ///
    /// `nil` at its end.
    func next() async throws -> [UInt8]? {
        while true {
            let (bytes, unpause) = try state.withLock { state -> ([UInt8]?, (@Sendable () -> Void)?) in
                guard !state.bytes.isEmpty else {
                    try state.end?.get()
                    return (state.end == nil ? nil : [], nil)
                }
                let bytes = state.bytes
                state.bytes = []
                defer { state.isPaused = false }
                return (bytes, state.isPaused ? state.unpause : nil)
            }
            unpause?()
            if let bytes { return bytes.isEmpty ? nil : bytes }
            try await change { !$0.bytes.isEmpty || $0.end != nil }
        }
    }

    /// The fields after the body.
    ///
    /// Known once the body has been read to its end.
    var trailers: ReplyHead? {
        state.withLock { $0.end == nil ? nil : $0.trailers }
    }

    private func change(_ isReady: @Sendable (borrowing State) -> Bool) async throws {
        let id = WaiterList.makeID()
        try await Waiter<Void>
            .suspend { waiter in
                let outcome = state.withLock { state -> Result<Void, any Error>? in
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if isReady(state) { return .success(()) }
                    state.readers.insert(waiter, id: id)
                    return nil
                }
                if let outcome { waiter.resume(with: outcome) }
            } onCancel: {
                let waiter = state.withLock { $0.readers.remove(id) }
                waiter?.resume(throwing: CancellationError())
            }
    }

    // MARK: The transfer's side, on the loop's thread

    /// Tells the channel how to wake the transfer that fills it.
    func open(unpause: @escaping @Sendable () -> Void) {
        state.withLock { $0.unpause = unpause }
    }

    func receive(head: ReplyHead) {
        update { $0.head = head }
    }

    /// Takes bytes of the body, or answers `false` to get them again after the transfer is unpaused.
    func receive(_ bytes: Span<UInt8>) -> Bool {
        update { state in
            guard state.bytes.count < highWater else {
                state.isPaused = true
                return false
            }
            state.bytes.append(copying: bytes)
            return true
        }
    }

    /// The transfer has ended.
    func finish(_ end: Result<Void, any Error>, trailers: ReplyHead) {
        update { state in
            state.end = end
            state.trailers = trailers
            state.unpause = nil
        }
    }

    private func update<T>(_ body: (inout State) -> T) -> T {
        let (value, readers) = state.withLock { state in (body(&state), state.readers.takeAll()) }
        for reader in readers { reader.resume(returning: ()) }
        return value
    }
}
