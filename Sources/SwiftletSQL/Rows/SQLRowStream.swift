/// The rows of a statement, fetched in batches, so that memory use is bounded for a result of any size.
///
/// ```swift
/// var total = 0
/// for try await row in database.stream("SELECT amount FROM payments") {
///     total += try row.decode(Int.self)
/// }
/// ```
///
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
        /// - Throws: ``SQLError``, or `CancellationError` when the task was cancelled.
        public mutating func next() async throws -> SQLRow? {
            try await advance()
        }

        /// Returns the next row, or `nil` after the last, on the caller's actor.
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
