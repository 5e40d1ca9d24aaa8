/// The rows of a statement, fetched in batches, so that memory use is bounded for a result of any size.
///
/// ```swift
/// for try await row in db.stream("SELECT id FROM events") { … }
/// ```
/// Each iteration sends the statement again. The connection is in use until the last row was read or the loop is left.
public struct SQLRowStream: AsyncSequence, Sendable {
    /// A row.
    public typealias Element = SQLRow

    /// Any error: ``SQLError`` or `CancellationError`.
    public typealias Failure = any Error

    let open: @Sendable () async throws -> SQLRowCursor

    /// Creates an iterator.
    ///
    /// The statement is sent on the first call of `next()`.
    public func makeAsyncIterator() -> Iterator {
        Iterator(open: open)
    }

    /// An iterator over the rows.
    public struct Iterator: AsyncIteratorProtocol {
        private let open: @Sendable () async throws -> SQLRowCursor
        private var cursor: SQLRowCursor?
        private var batch: SQLRows?
        private var position = 0
        private var isAtEnd = false

        init(open: @escaping @Sendable () async throws -> SQLRowCursor) {
            self.open = open
        }

        /// Returns the next row, or `nil` after the last.
        ///
        /// - Throws: ``SQLError``, or `CancellationError` when the task was canceled.
        public mutating func next() async throws -> SQLRow? {
            try await advance()
        }

        /// Returns the next row, or `nil` after the last, on the caller's actor.
        ///
        /// - Throws: ``SQLError``, or `CancellationError` when the task was canceled.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> SQLRow? {
            try await advance()
        }

        private mutating func advance() async throws -> SQLRow? {
            if let batch, position < batch.count {
                defer { position += 1 }
                return batch[position]
            }
            guard !isAtEnd else { return nil }
            do {
                let current: SQLRowCursor
                if let cursor {
                    current = cursor
                } else {
                    current = try await open()
                    cursor = current
                }
                guard let next = try await current.fetch() else {
                    isAtEnd = true
                    return nil
                }
                batch = next
                position = 1
                return next[0]
            } catch {
                isAtEnd = true
                throw error
            }
        }
    }
}

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
