/// A record of a batch whose failure can be reported individually.
public protocol BatchRecord: Sendable {
    /// The identifier of the record in a batch item failure.
    var itemIdentifier: BatchItemIdentifier { get }

    /// The ordering constraint of the record.
    var ordering: BatchOrdering { get }
}
