import Synchronization

/// A streamed response body, written by a closure that is called once.
///
/// ```swift
/// BodyStream { write in
///     for number in (1...3).reversed() {
///         try await write(Array("\(number)\n".utf8))
///     }
/// }
/// ```
public struct BodyStream: Sendable {
    /// Writes a part of the body, suspending while the consumer applies backpressure.
    public typealias Write = @Sendable (_ part: [UInt8]) async throws -> Void

    private let produce: @Sendable (_ write: @escaping Write) async throws -> Void
    /// Tears down the body's resources if the body is never written.
    private let onDiscard: @Sendable (_ reason: any Error) async -> Void

    /// Creates a body from a closure that writes it.
    ///
    /// - Parameter produce: The closure that writes the parts. If it throws an error, the body has failed.
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

    /// Writes all parts in order.
    ///
    /// - Throws: Any error that the body's closure or `write` throws.
    public func forEach(_ write: @escaping Write) async throws {
        try await produce(write)
    }

    /// Collects the whole body in memory.
    ///
    /// - Throws: Any error that the body's closure throws, or `CancellationError` at the first part after cancellation.
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

    /// Tears down the body's resources without writing it; called instead of ``forEach(_:)``.
    func discard(_ reason: any Error) async {
        await onDiscard(reason)
    }

    /// Returns the body with a closure around the writing of its parts, which binds task-local values.
    package func wrapped(
        in wrap: @escaping @Sendable (_ body: @Sendable () async throws -> Void) async throws -> Void
    ) -> BodyStream {
        BodyStream { write in
            try await wrap { try await produce(write) }
        } onDiscard: { reason in
            await onDiscard(reason)
        }
    }

    /// Returns the body with a teardown that runs when the body ends, fails or is discarded.
    ///
    /// If the teardown throws after the last part, the body has failed.
    package func onEnd(_ tearDown: @escaping @Sendable (ExitOutcome) async throws -> Void) -> BodyStream {
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

/// Collects the parts of a body, which may be written from any task.
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
