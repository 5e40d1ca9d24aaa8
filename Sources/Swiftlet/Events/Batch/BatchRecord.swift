/// A record of a batch whose failure can be reported individually.
public protocol BatchRecord: Sendable {
    /// The identifier of the record in a batch item failure.
    var itemIdentifier: String { get }

    /// The ordering constraint of the record.
    var ordering: BatchOrdering { get }
}

/// An ordering constraint on the processing of batch records.
public enum BatchOrdering: Sendable, Hashable {
    /// Unordered, as in a standard queue.
    case none
    /// In order within the message group, as in a FIFO queue.
    case group(String)
    /// In order across the whole batch, as in a stream.
    case stream
}
