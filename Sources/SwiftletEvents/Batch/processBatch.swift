import Logging
import Swiftlet

/// Processes the records of a batch individually and reports the failed ones.
///
/// ```swift
/// let orders = EventHandler("orders") { (event: SQSEvent, context) in
///     await processBatch(event.records) { record in
///         let order = try record.decode(Order.self)
///         context.logger.info("Shipping \(order.quantity) of order \(order.id).")
///     }
/// }
/// ```
///
/// - If the closure throws for a record, the error is logged, the record fails, and the other records are processed.
/// - In a FIFO queue, later messages of the same group then fail without being processed, which preserves their order.
/// - In a stream, the first failure ends the batch: Lambda retries the stream from that record. In a Kafka topic, the first
///   failure of a partition ends that partition.
/// - If the invocation is cancelled or close to its deadline, the remaining records fail without being processed.
///
/// - Parameters:
///   - records: The records, in the order of the event.
///   - concurrency: The maximum number of records processed concurrently. Ordered records are processed sequentially.
///   - margin: The time reserved for sending the response: no record is started once less than this is left.
///   - body: The closure that processes one record.
/// - Returns: The response to the event.
public func processBatch<Record: BatchRecord>(
    _ records: [Record],
    concurrency: Int = 1,
    reserving margin: Duration = .milliseconds(250),
    body: @escaping @Sendable (Record) async throws -> Void
) async -> BatchResponse {
    let lanes = BatchLanes(records)
    let context = Context.current
    let failed = await withTaskGroup(of: [Int].self) { group in
        var pending = lanes.lanes.makeIterator()
        var failed: [Int] = []
        for _ in 0..<max(1, concurrency) {
            guard let lane = pending.next() else { break }
            group.addTask { await process(lane, of: records, context: context, margin: margin, body: body) }
        }
        while let indices = await group.next() {
            failed += indices
            if let lane = pending.next() {
                group.addTask { await process(lane, of: records, context: context, margin: margin, body: body) }
            }
        }
        return failed.sorted()
    }
    return BatchResponse(failures: failed.map { records[$0].itemIdentifier })
}

/// Processes the records of a lane in order, up to the first failure.
///
/// - Returns: The indices of the failed and the unprocessed records, or of the first one in a stream or partition.
private func process<Record: BatchRecord>(
    _ lane: BatchLanes.Lane,
    of records: [Record],
    context: Context?,
    margin: Duration,
    body: @Sendable (Record) async throws -> Void
) async -> [Int] {
    for (step, index) in lane.indices.enumerated() {
        let record = records[index]
        if Task.isCancelled || context?.remainingTime.map({ $0 < margin }) == true {
            context?.logger
                .warning(
                    "Batch processing stopped: invocation cancelled or deadline near",
                    metadata: [
                        "unprocessed": "\(lane.indices.count - step)", "next_record": "\(record.itemIdentifier)",
                    ]
                )
            return Array(lane.reported(from: step))
        }
        do {
            try await body(record)
        } catch {
            context?.logger
                .error(
                    "Batch record failed",
                    metadata: ["record": "\(record.itemIdentifier)", "error": "\(error)"]
                )
            return Array(lane.reported(from: step))
        }
    }
    return []
}
