import Synchronization

/// A body that is written in parts, by a closure that is called once.
public struct BodyStream: Sendable {
    /// Takes one part; returns when there is room for the next.
    public typealias Write = @Sendable (_ part: [UInt8]) async throws -> Void

    private let produce: @Sendable (_ write: @escaping Write) async throws -> Void
    /// Tears down what the body is made from where it is never written.
    private let onDiscard: @Sendable (_ reason: any Error) async -> Void

    /// Creates a body from a closure that writes it.
    ///
    /// - Parameter produce: is given a function that takes the next part. An error it throws ends the body as failed.
    public init(_ produce: @escaping @Sendable (_ write: @escaping Write) async throws -> Void) {
        self.init(produce, onDiscard: { _ in })
    }

    private init(
        _ produce: @escaping @Sendable (_ write: @escaping Write) async throws -> Void,
        onDiscard: @escaping @Sendable (_ reason: any Error) async -> Void
    ) {
        self.produce = produce
        self.onDiscard = onDiscard
    }

    /// Writes all parts, in order.
    ///
    /// - Throws: what the body's closure throws, or what `write` throws.
    public func forEach(_ write: @escaping Write) async throws {
        try await produce(write)
    }

    /// The whole body in memory.
    ///
    /// - Throws: what the body's closure throws, or `CancellationError` at the first part after the task is cancelled.
    public func collect() async throws -> [UInt8] {
        try await collect(after: [])
    }

    func collect(after prefix: [UInt8]) async throws -> [UInt8] {
        let collected = PartCollector(prefix)
        try await produce { part in
            try Task.checkCancellation()
            collected.append(part)
        }
        return collected.bytes
    }

    /// Tears down what the body is made from, in place of ``forEach(_:)``.
    func discard(_ reason: any Error) async {
        await onDiscard(reason)
    }

    /// The same body, followed by a teardown that also runs where the body fails or is discarded.
    ///
    /// An error that the teardown throws after the last part ends the body as failed.
    func onEnd(_ tearDown: @escaping @Sendable (ExitOutcome) async throws -> Void) -> BodyStream {
        BodyStream { write in
            do {
                try await produce(write)
            } catch {
                try? await tearDown(.failure(error))
                throw error
            }
            try await tearDown(.success)
        } onDiscard: { reason in
            await onDiscard(reason)
            try? await tearDown(.failure(reason))
        }
    }
}

/// Collects the parts of a body, from whatever task they are written.
private final class PartCollector: Sendable {
    private let collected: Mutex<[UInt8]>

    init(_ prefix: [UInt8]) {
        self.collected = Mutex(prefix)
    }

    func append(_ part: [UInt8]) {
        collected.withLock { $0.append(contentsOf: part) }
    }

    var bytes: [UInt8] {
        collected.withLock { $0 }
    }
}
