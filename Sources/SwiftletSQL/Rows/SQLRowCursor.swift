import SwiftletIO

/// A statement whose rows are being read, and the actions to take when it ends.
final class SQLRowCursor: Sendable {
    private let fetchRows: @Sendable () async throws -> SQLRows?
    private let onEnd: @Sendable () async -> Void
    private let onLeave: @Sendable () -> Void
    private let isOver = OnceFlag()

    /// - Parameters:
    ///   - fetch: Returns the next rows, at least one, or `nil` after the last. The statement timeout applies to each
    ///     batch.
    ///   - onEnd: Called after the last row and after an error, unless `onLeave` is called.
    ///   - onLeave: Called when the reader is released before the end.
    init(
        fetch: @escaping @Sendable () async throws -> SQLRows?,
        onEnd: @escaping @Sendable () async -> Void,
        onLeave: @escaping @Sendable () -> Void
    ) {
        fetchRows = fetch
        self.onEnd = onEnd
        self.onLeave = onLeave
    }

    deinit {
        if isOver.raise() {
            onLeave()
        }
    }

    /// Returns the next rows, at least one, or `nil` at the end.
    func fetch() async throws -> SQLRows? {
        // A copy of the iterator may call this again after the connection was released.
        guard !isOver.isRaised else { return nil }
        do {
            if let batch = try await fetchRows() {
                return batch
            }
        } catch {
            await finish()
            throw error
        }
        await finish()
        return nil
    }

    private func finish() async {
        if isOver.raise() {
            await onEnd()
        }
    }
}
