/// The rows of a sequence, read in batches by tasks of their own, so that neither the deadline nor a cancellation waits for a
/// sequence that suspends without producing an element.
actor RowSource {
    typealias Row = [any SQLEncodable]

    /// The next row of the sequence; nil at the end, after an error, and while a row is awaited.
    private var next: (() async throws -> Row?)?

    /// How many bytes a batch has, estimated, before it ends.
    private let batchSize = 1 << 16

    init<Rows: AsyncSequence>(_ rows: sending Rows) where Rows.Element == Row {
        var iterator = rows.makeAsyncIterator()
        next = { try await iterator.next(isolation: #isolation) }
    }

    /// The next rows, none at the end.
    ///
    /// A batch ends early when half of the time is over, so that a sequence that is slow and steady has the time for each
    /// row and not for each batch.
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
            // With the memory of the array and its boxes: rows of empty values must fill a batch too.
            size += row.reduce(64) { $0 + 40 + $1.sqlValue.estimatedSize }
            rows.append(row)
        }
        self.next = next
        return rows
    }
}
