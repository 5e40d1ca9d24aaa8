/// Reads the rows of a sequence in batches, in separate tasks, so that a deadline or cancellation takes effect even while
/// the sequence is suspended.
actor RowSource {
    typealias Row = [any SQLEncodable]

    /// Reads the next row; `nil` at the end, after an error, and while a row is awaited.
    private var next: (() async throws -> Row?)?

    /// The estimated size in bytes after which a batch ends.
    private let batchSize = 1 << 16

    init<Rows: AsyncSequence>(_ rows: sending Rows) where Rows.Element == Row {
        var iterator = rows.makeAsyncIterator()
        next = { try await iterator.next(isolation: #isolation) }
    }

    /// Returns the next rows, or an empty array at the end.
    ///
    /// A batch ends early when half of the time has elapsed, so that the limit applies to each row of a slow but steady
    /// sequence and not to a whole batch.
    ///
    /// - Throws: The errors of the sequence; ``SQLError`` with the code `timeout`; `CancellationError`.
    nonisolated func batch(until deadline: ContinuousClock.Instant?) async throws -> [Row] {
        let now = ContinuousClock.now
        let halfTime = deadline.map { now + ($0 - now) / 2 }
        let timeout = SQLError(.timeout, "The sequence did not return its next row before the deadline.")
        return try await withDeadline(deadline, error: timeout) { try await self.read(until: halfTime) }
    }

    private func read(until end: ContinuousClock.Instant?) async throws -> [Row] {
        guard let next = next.take() else { return [] }
        var rows: [Row] = []
        var size = 0
        while rows.isEmpty || size < batchSize && end.map({ $0 > .now }) ?? true {
            guard let row = try await next() else { return rows }
            // The overhead of the array and its boxes counts too: rows of empty values must also fill a batch.
            size += row.reduce(64) { $0 + 40 + $1.sqlValue.estimatedSize }
            rows.append(row)
        }
        self.next = next
        return rows
    }
}
