/// A record that a function transforms.
protocol TransformableRecord: Sendable {
    /// The record ID, unique in the event.
    var recordID: String { get }

    /// The member of the data in the response.
    var dataMember: String { get }

    /// The `result` of a record that failed.
    var failure: String { get }
}
