import SwiftletIO

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
