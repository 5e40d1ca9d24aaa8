import Logging

/// Handles the records of a batch one by one, and reports those that failed.
///
/// ```swift
/// EventHandler("orders") { (event: SQSEvent, context) in
///     await processBatch(event.records) { record in
///         try await ship(try record.decode(Order.self))
///     }
/// }
/// ```
///
/// - A record whose closure throws has failed, and is logged; the others go on.
/// - In a FIFO queue the later messages of the same group fail with it unhandled, so that the group stays in order.
/// - In a stream the first failure ends the batch: the platform reads the stream again from there.
/// - When the invocation is cancelled, or its time is nearly over, the records that have not been handled have failed.
///
/// - Parameters:
///   - records: the records, in the order of the event.
///   - concurrency: how many records may be handled at a time; records that must be in order never are.
///   - margin: no record is begun when less time than this is left to the invocation: what the answer takes to arrive.
///   - body: handles one record.
/// - Returns: the response to answer the event with.
public func processBatch<Record: BatchRecord>(
    _ records: [Record],
    concurrency: Int = 1,
    reserving margin: Duration = .milliseconds(250),
    body: @escaping @Sendable (Record) async throws -> Void
) async -> BatchResponse {
    let lanes = BatchLanes(records)
    let context = Context.current
    let failed = await withTaskGroup(of: [Int].self) { group in
        var waiting = lanes.lanes.makeIterator()
        var failed: [Int] = []
        for _ in 0..<max(1, concurrency) {
            guard let lane = waiting.next() else { break }
            group.addTask { await handle(lane, of: records, context, margin, body) }
        }
        while let indices = await group.next() {
            failed += indices
            if let lane = waiting.next() {
                group.addTask { await handle(lane, of: records, context, margin, body) }
            }
        }
        return failed.sorted()
    }
    return BatchResponse(failures: lanes.reported(failed).map { records[$0].itemIdentifier })
}

/// Handles records that must be in order, up to the first that fails.
///
/// - Returns: the positions of those that failed, or were not handled any more.
private func handle<Record: BatchRecord>(
    _ lane: [Int],
    of records: [Record],
    _ context: Context?,
    _ margin: Duration,
    _ body: @Sendable (Record) async throws -> Void
) async -> [Int] {
    for (step, index) in lane.enumerated() {
        let record = records[index]
        if Task.isCancelled || context?.remainingTime.map({ $0 < margin }) == true {
            context?.logger
                .warning(
                    "A batch ran out of time.",
                    metadata: ["unhandled": "\(lane.count - step)", "next_record": "\(record.itemIdentifier)"]
                )
            return Array(lane[step...])
        }
        do {
            try await body(record)
        } catch {
            context?.logger
                .error(
                    "A record of a batch failed.",
                    metadata: ["record": "\(record.itemIdentifier)", "error": "\(error)"]
                )
            return Array(lane[step...])
        }
    }
    return []
}

/// The records of a batch, as positions, put into lanes: those of one lane must be in order.
struct BatchLanes {
    let lanes: [[Int]]
    private let isStream: Bool

    init(_ records: [some BatchRecord]) {
        var lanes: [[Int]] = []
        var groups: [BatchOrdering: Int] = [:]
        for (index, record) in records.enumerated() {
            let ordering = record.ordering
            if ordering != .none, let lane = groups[ordering] {
                lanes[lane].append(index)
            } else {
                groups[ordering] = lanes.count
                lanes.append([index])
            }
        }
        self.lanes = lanes
        self.isStream = groups[.stream] != nil
    }

    /// Which of the failed records the platform is told: all, but of a stream the first alone.
    func reported(_ failed: [Int]) -> [Int] {
        isStream ? Array(failed.prefix(1)) : failed
    }
}
