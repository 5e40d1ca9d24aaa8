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
        /// - Throws: ``SQLError``, or `CancellationError` when the task was cancelled.
        public mutating func next() async throws -> [UInt8]? {
            try await advance()
        }

        /// Returns the next chunk, or `nil` after the last, on the caller's actor.
        ///
        /// - Throws: ``SQLError``, or `CancellationError` when the task was cancelled.
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
