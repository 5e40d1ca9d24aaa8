/// Hands the parts of a body from the task that makes them to the one that sends them, each when the one before is sent.
actor PartChannel {
    private var waiting: [(part: [UInt8], sender: CheckedContinuation<Void, any Error>)] = []
    private var receiver: CheckedContinuation<Void, Never>?
    private var ending: Result<Void, any Error>?
    private var isClosed = false

    /// Hands a part over, and returns when it has been taken.
    ///
    /// - Throws: `CancellationError` if nobody takes parts any more.
    func send(_ part: [UInt8]) async throws {
        guard !isClosed else { throw CancellationError() }
        try await withCheckedThrowingContinuation { sender in
            waiting.append((part, sender))
            wake()
        }
    }

    /// Says that there are no more parts, or that making them failed.
    func finish(_ ending: Result<Void, any Error>) {
        self.ending = ending
        wake()
    }

    /// Waits for the next part; `nil` after the last.
    ///
    /// - Throws: the error that making the parts failed with.
    func next() async throws -> [UInt8]? {
        while true {
            if !waiting.isEmpty {
                let (part, sender) = waiting.removeFirst()
                sender.resume()
                return part
            }
            if let ending {
                try ending.get()
                return nil
            }
            await withCheckedContinuation { receiver = $0 }
        }
    }

    /// Says that no more parts are taken.
    func close() {
        isClosed = true
        for (_, sender) in waiting {
            sender.resume(throwing: CancellationError())
        }
        waiting = []
    }

    private func wake() {
        receiver?.resume()
        receiver = nil
    }
}
