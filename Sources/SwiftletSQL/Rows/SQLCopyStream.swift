import SwiftletIO

/// The data of a COPY from PostgreSQL, read as it is consumed.
///
/// Create it with ``Database/copyOut(_:format:)``. Each iteration sends the statement again.
public struct SQLCopyStream: AsyncSequence, Sendable {
    /// A chunk of at least one byte.
    public typealias Element = [UInt8]

    /// Any error: ``SQLError`` or `CancellationError`.
    public typealias Failure = any Error

    let open: @Sendable () async throws -> SQLCopyCursor

    /// Creates an iterator; the statement is sent on the first call of `next()`.
    public func makeAsyncIterator() -> Iterator {
        Iterator(open: open)
    }

    /// An iterator over the chunks.
    public struct Iterator: AsyncIteratorProtocol {
        private let open: @Sendable () async throws -> SQLCopyCursor
        private var cursor: SQLCopyCursor?
        private var isAtEnd = false

        init(open: @escaping @Sendable () async throws -> SQLCopyCursor) {
            self.open = open
        }

        /// Returns the next chunk, or `nil` after the last.
        ///
        /// - Throws: ``SQLError``, or `CancellationError` when the task was canceled.
        public mutating func next() async throws -> [UInt8]? {
            try await advance()
        }

        /// Returns the next chunk, or `nil` after the last, on the caller's actor.
        ///
        /// - Throws: ``SQLError``, or `CancellationError` when the task was canceled.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> [UInt8]? {
            try await advance()
        }

        private mutating func advance() async throws -> [UInt8]? {
            guard !isAtEnd else { return nil }
            do {
                let current: SQLCopyCursor
                if let cursor {
                    current = cursor
                } else {
                    current = try await open()
                    cursor = current
                }
                if let bytes = try await current.read() { return bytes }
                isAtEnd = true
                return nil
            } catch {
                isAtEnd = true
                throw error
            }
        }
    }
}

/// A COPY from the server in progress, and the actions to take when it ends.
final class SQLCopyCursor: Sendable {
    enum End: Sendable {
        case complete
        /// The reader was released before the end, or reading failed.
        case incomplete
    }

    private let connection: any DriverConnection
    private let runner: StatementRunner
    private let onEnd: @Sendable (End) async -> Void
    private let onLeave: @Sendable () -> Void
    private let loop = EventLoop.preferred
    private let isOver = OnceFlag()

    /// - Parameters:
    ///   - connection: The connection on which the COPY has started.
    ///   - runner: The source of the deadlines.
    ///   - onLeave: Called when the reader is released before the end, before `onEnd`.
    ///   - onEnd: Called once: after the last byte, after an error, or when the reader is released.
    init(
        on connection: any DriverConnection,
        runner: StatementRunner,
        onLeave: @escaping @Sendable () -> Void = {},
        onEnd: @escaping @Sendable (End) async -> Void
    ) {
        self.connection = connection
        self.runner = runner
        self.onLeave = onLeave
        self.onEnd = onEnd
    }

    deinit {
        guard isOver.raise() else { return }
        onLeave()
        Task(executorPreference: loop) { [connection, onEnd] in
            await connection.closeCursors()
            await onEnd(.incomplete)
        }
    }

    /// Returns the next chunk, or `nil` at the end.
    ///
    /// The statement timeout applies to each read.
    func read() async throws -> [UInt8]? {
        guard !isOver.isRaised else { return nil }
        do {
            if let bytes = try await connection.readCopy(until: runner.deadline) { return bytes }
        } catch {
            if isOver.raise() { await onEnd(.incomplete) }
            throw error
        }
        if isOver.raise() { await onEnd(.complete) }
        return nil
    }
}
