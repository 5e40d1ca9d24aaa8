public import SwiftletJSON

/// The answer to a batch: which of its records failed, and are to be delivered again.
///
/// The platform reads it only where the trigger has `ReportBatchItemFailures` switched on; otherwise it takes any answer
/// for success, and only an error that the handler throws fails the batch, the whole of it.
///
/// No failures at all is success; a queue then deletes all messages. If all of a queue's records are reported, all are
/// delivered again, as if the handler had thrown. A stream is read again from the failed record with the lowest sequence
/// number, so one identifier says all.
///
/// Where the trigger has a tumbling window, the response must have the window's ``state``: without one the invocation has
/// failed ([Lambda's documentation](https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-windows.html)).
public struct BatchResponse: EventOutput, Hashable {
    /// The identifiers of the failed records.
    public var failures: [String]
    /// What the next invocation of the same tumbling window gets as ``TumblingWindow/state``: an object of at most 1 MB; `nil`
    /// where the trigger has no window.
    public var state: JSON?

    /// Creates a response.
    ///
    /// - Parameters:
    ///   - failures: the identifiers of the failed records: message ids of a queue, sequence numbers of a stream.
    ///   - state: the state of the tumbling window, an object.
    public init(failures: [String] = [], state: JSON? = nil) {
        self.failures = failures
        self.state = state
    }

    /// Writes `{"state": {…}, "batchItemFailures": [{"itemIdentifier": …}]}`, without a state that is `nil`.
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
            writer.string(failure)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }
}
