/// An ordering constraint on the processing of batch records.
public enum BatchOrdering: Sendable, Hashable {
    /// Unordered, as in a standard queue.
    case none
    /// In order within the message group, as in a FIFO queue.
    case group(String)
    /// In order within the partition, as in a Kafka topic.
    case partition(String)
    /// In order across the whole batch, as in a stream.
    case stream
}
