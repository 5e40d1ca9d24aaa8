/// The rows of a statement, in batches from the database, so that a result of any size fits in memory.
///
/// ```swift
/// for try await row in db.stream("SELECT id FROM events") { … }
/// ```
/// Each iteration sends the statement again. The connection is held until the last row was read or the loop was left.
public struct SQLRowStream: AsyncSequence, Sendable {
    /// A row.
    public typealias Element = SQLRow

    /// The errors of the database, and of cancellation.
    public typealias Failure = any Error

    let open: @Sendable () async throws -> SQLRowCursor

    /// Starts to read.
    ///
    /// Nothing is sent yet.
    public func makeAsyncIterator() -> Iterator {
        Iterator(open: open)
    }

    /// Reads one row after the other.
    public struct Iterator: AsyncIteratorProtocol {
        private let open: @Sendable () async throws -> SQLRowCursor
        private var cursor: SQLRowCursor?
        private var batch: SQLRows?
        private var position = 0
        private var isAtEnd = false

        init(open: @escaping @Sendable () async throws -> SQLRowCursor) {
            self.open = open
        }

        /// The next row, nil after the last.
        ///
        /// - Throws: ``SQLError``, or `CancellationError` when the task was cancelled.
        public mutating func next() async throws -> SQLRow? {
            try await advance()
        }

        /// The next row, nil after the last, on the caller's actor.
        ///
        /// - Throws: ``SQLError``, or `CancellationError` when the task was cancelled.
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

/// A statement whose rows are being read, and what to do when it is over.
final class SQLRowCursor: Sendable {
    private let fetchRows: @Sendable () async throws -> SQLRows?
    private let onEnd: @Sendable () async -> Void
    private let onLeave: @Sendable () -> Void
    private let isOver = OnceFlag()

    /// - Parameters:
    ///   - fetch: Returns the next rows, at least one, nil after the last. Each batch has a statement timeout of its own.
    ///   - onEnd: Runs after the last row and after an error, unless `onLeave` does.
    ///   - onLeave: Runs when the reader has gone before.
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

    /// The next rows, at least one, nil at the end.
    func fetch() async throws -> SQLRows? {
        // A copy of the iterator may ask once more, when the connection is another's already.
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
