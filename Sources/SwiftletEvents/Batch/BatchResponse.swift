public import Swiftlet
public import SwiftletJSON

/// The response to a batch: the identifiers of the failed records, which are retried.
///
/// Lambda only evaluates the response if the event source mapping enables `ReportBatchItemFailures`. Otherwise any response
/// counts as success of the whole batch, and any thrown error as its failure.
///
/// An empty list means success: all messages of a queue are then deleted. If every message of a queue is reported, the whole
/// batch is retried, as if the handler had thrown. A stream is retried from the failed record with the lowest sequence
/// number, and a Kafka partition from the reported offset, so a single identifier suffices for each.
///
/// With a tumbling window the response must include its ``state``; an invocation without one fails
/// ([Lambda's documentation](https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-windows.html)).
public struct BatchResponse: EventOutput, Hashable {
    /// The identifiers of the failed records.
    public var failures: [BatchItemIdentifier]
    /// The state for the next invocation of the same tumbling window, its ``TumblingWindow/state``: an object of at most 1 MB,
    /// or `nil` without a window.
    public var state: JSON?

    /// Creates a response.
    ///
    /// - Parameters:
    ///   - failures: The identifiers of the failed records: message IDs for a queue, sequence numbers for a stream.
    ///   - state: The state of the tumbling window, an object.
    public init(failures: [BatchItemIdentifier] = [], state: JSON? = nil) {
        self.failures = failures
        self.state = state
    }

    /// Writes `{"state": {…}, "batchItemFailures": [{"itemIdentifier": …}]}`, omitting a `nil` state.
    public func encodeEvent(to writer: inout JSONWriter) {
        writer.beginObject()
        if let state {
            writer.key("state")
            writer.value(state)
        }
        writer.key("batchItemFailures")
        writer.beginArray()
        for failure in failures {
            writer.beginObject()
            writer.key("itemIdentifier")
            failure.encodeEvent(to: &writer)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }
}
