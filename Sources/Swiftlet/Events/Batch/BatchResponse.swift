public import SwiftletJSON

/// The answer to a batch: which of its records failed, and are to be delivered again.
///
/// The platform reads it only where the trigger has `ReportBatchItemFailures` switched on; otherwise it takes any answer
/// for success, and only an error that the handler throws fails the batch, the whole of it.
///
/// No failures at all is success; a queue then deletes all messages. If all of a queue's records are reported, all are
/// delivered again, as if the handler had thrown. A stream is read again from the failed record with the lowest sequence
/// number, so one identifier says all.
public struct BatchResponse: EventOutput, Hashable {
    /// The identifiers of the failed records.
    public var failures: [String]

    /// Creates a response.
    ///
    /// - Parameter failures: the identifiers of the failed records: message ids of a queue, sequence numbers of a stream.
    public init(failures: [String] = []) {
        self.failures = failures
    }

    /// Writes `{"batchItemFailures": [{"itemIdentifier": …}]}`.
    public func encodeEvent(to writer: inout JSONWriter) {
        writer.beginObject()
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
