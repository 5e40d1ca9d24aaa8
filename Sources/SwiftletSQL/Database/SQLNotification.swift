/// A notification sent with PostgreSQL's NOTIFY.
public struct SQLNotification: Hashable, Sendable {
    /// The channel it was sent to.
    public let channel: String

    /// The payload, less than 8,000 bytes; empty if the sender gave none.
    public let payload: String

    /// The process ID of the server process of the connection that sent it.
    public let processID: Int32
}
