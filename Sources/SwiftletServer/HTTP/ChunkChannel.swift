import Synchronization

/// Passes the chunks of a body from a producer to a consumer, one at a time.
package final class ChunkChannel: Sendable {
    private struct State {
        var waiting: [(part: [UInt8], sender: CheckedContinuation<Void, any Error>)] = []
        var receiver: CheckedContinuation<Void, Never>?
        var ending: Result<Void, any Error>?
        var isClosed = false
    }

    private enum Step {
        case part([UInt8], CheckedContinuation<Void, any Error>)
        case ended(Result<Void, any Error>)
        case wait
    }

    private let state = Mutex(State())

    /// Creates an open channel.
    package init() {}

    /// Sends a chunk and waits until it is consumed.
    ///
    /// - Throws: `CancellationError` if the consumer has closed the channel, or the channel is finished.
    package func send(_ part: [UInt8]) async throws {
        try await withCheckedThrowingContinuation { sender in
            let (isRejected, receiver) = state.withLock { state -> (Bool, CheckedContinuation<Void, Never>?) in
                guard !state.isClosed, state.ending == nil else { return (true, nil) }
                state.waiting.append((part, sender))
                return (false, state.receiver.take())
            }
            if isRejected { sender.resume(throwing: CancellationError()) }
            receiver?.resume()
        }
    }

    /// Finishes the channel; later calls are ignored.
    package func finish(_ ending: Result<Void, any Error>) {
        let receiver = state.withLock { state in
            state.ending = state.ending ?? ending
            return state.receiver.take()
        }
        receiver?.resume()
    }

    /// Waits for the next chunk; `nil` at the end.
    ///
    /// - Throws: The error that the producer finished with.
    package func next() async throws -> [UInt8]? {
        while true {
            switch state.withLock({ Self.step(&$0) }) {
            case .part(let part, let sender):
                sender.resume()
                return part
            case .ended(let ending):
                try ending.get()
                return nil
            case .wait:
                await withCheckedContinuation { receiver in
                    let isReady = state.withLock { state in
                        let isReady = !state.waiting.isEmpty || state.ending != nil
                        if !isReady { state.receiver = receiver }
                        return isReady
                    }
                    if isReady { receiver.resume() }
                }
            }
        }
    }

    /// Closes the channel from the consumer's side.
    package func close() {
        let waiting = state.withLock { state in
            state.isClosed = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for (_, sender) in waiting {
            sender.resume(throwing: CancellationError())
        }
    }

    private static func step(_ state: inout State) -> Step {
        if !state.waiting.isEmpty {
            let (part, sender) = state.waiting.removeFirst()
            return .part(part, sender)
        }
        return state.ending.map(Step.ended) ?? .wait
    }
}
