import Swiftlet
public import SwiftletJSON
import Synchronization

/// Processes the records of a stream individually, and passes the state of a tumbling window from one to the next.
///
/// ```swift
/// let totals = EventHandler("totals", from: "orders") { (event: KinesisEvent, context) in
///     let response = await aggregateBatch(event.records, in: event.window) { state, record in
///         let order = try record.decode(Order.self)
///         state["quantity"] = .integer((state["quantity"]?.int ?? 0) + order.quantity)
///     }
///     if event.window?.isFinalInvokeForWindow == true {
///         context.logger.info("Orders of the window: \(response.state ?? [:])")
///     }
///     return response
/// }
/// ```
///
/// The first failure ends the batch, as with ``processBatch(_:concurrency:reserving:body:)``. The state of the response is that
/// before the failed record, from which Lambda retries the stream with this state.
///
/// - Parameters:
///   - records: The records, in the order of the event.
///   - window: The window of the event; `nil` for an event source mapping without one, whose response has no state.
///   - margin: The time reserved for sending the response: no record is started once less than this is left.
///   - body: The closure that processes one record, and changes the state, an object of at most 1 MB.
/// - Returns: The response to the event.
public func aggregateBatch<Record: BatchRecord>(
    _ records: [Record],
    in window: TumblingWindow?,
    reserving margin: Duration = .milliseconds(250),
    body: @escaping @Sendable (inout JSON, Record) async throws -> Void
) async -> BatchResponse {
    let state = Mutex(window?.state ?? [:])
    let ordered = records.map { OrderedRecord(record: $0) }
    var response = await processBatch(ordered, reserving: margin) { ordered in
        // Discarded if the closure throws.
        var next = state.withLock { $0 }
        try await body(&next, ordered.record)
        state.withLock { $0 = next }
    }
    if window != nil { response.state = state.withLock { $0 } }
    return response
}

/// A record that is processed in the order of the batch.
private struct OrderedRecord<Record: BatchRecord>: BatchRecord {
    let record: Record

    var itemIdentifier: BatchItemIdentifier { record.itemIdentifier }
    var ordering: BatchOrdering { .stream }
}
