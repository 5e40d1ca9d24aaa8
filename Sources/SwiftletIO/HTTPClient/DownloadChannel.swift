import Synchronization

/// A streamed response, with back pressure between the transfer and its reader.
///
/// When more than `highWater` bytes are buffered, the transfer is paused, and TCP slows the server down.
final class DownloadChannel: Sendable {
    private struct State {
        var head: ResponseHead?
        var trailers: ResponseHead?
        var bytes: [UInt8] = []
        var end: Result<Void, any Error>?
        /// Whether libcurl has paused the transfer and must be resumed.
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
    func head() async throws -> ResponseHead {
        while true {
            let head = try state.withLock { state -> ResponseHead? in
                if let head = state.head { return head }
                try state.end?.get()
                return nil
            }
            if let head { return head }
            try await change { $0.head != nil || $0.end != nil }
        }
    }

    /// Waits for the next bytes of the body; `nil` at its end.
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

    /// The trailer fields, available once the body has been read to its end.
    var trailers: ResponseHead? {
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

    // MARK: - Transfer side, on the loop's thread

    /// Sets the closure that resumes the paused transfer.
    func open(unpause: @escaping @Sendable () -> Void) {
        state.withLock { $0.unpause = unpause }
    }

    func receive(head: ResponseHead) {
        update { $0.head = head }
    }

    /// Appends bytes of the body, or returns `false` to pause the transfer and receive them again later.
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

    /// Ends the response.
    func finish(_ end: Result<Void, any Error>, trailers: ResponseHead) {
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
