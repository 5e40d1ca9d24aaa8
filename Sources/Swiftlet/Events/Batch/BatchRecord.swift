/// A record of a batch that can fail by itself.
public protocol BatchRecord: Sendable {
    /// What the platform knows the record by when it is reported as failed.
    var itemIdentifier: String { get }

    /// Which other records of the batch must not be handled before this one is.
    var ordering: BatchOrdering { get }
}

/// Which records of a batch must be handled in order.
public enum BatchOrdering: Sendable, Hashable {
    /// None: each stands for itself, as in a standard queue.
    case none
    /// Those of the same group, as in a FIFO queue.
    case group(String)
    /// All of the batch, as in a stream.
    case stream
}
