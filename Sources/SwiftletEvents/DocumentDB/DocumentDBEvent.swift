public import Swiftlet
public import SwiftletJSON

/// A batch of changes of a DocumentDB change stream, in order.
///
/// ```swift
/// let profiles = EventHandler("profiles", from: "shop.profiles") { (event: DocumentDBEvent, context) in
///     for change in event.changes where change.operation == .insert || change.operation == .update {
///         context.logger.info("\(change.operation) of \(change.documentKey ?? .null)")
///     }
/// }
/// ```
///
/// If the handler throws, Lambda retries the whole batch until it succeeds
/// ([AWS Lambda documentation, "DocumentDB"](https://docs.aws.amazon.com/lambda/latest/dg/with-documentdb.html)). The source of a
/// handler is a database, a collection such as `shop.profiles`, or the name or ARN of a cluster.
public struct DocumentDBEvent: EventModel, RecognizedEvent {
    /// The ARN of the cluster.
    public var clusterARN: String
    /// The changes, oldest first.
    public var changes: [DocumentDBChange]

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if `events` is missing, or a change lacks a required member.
    public init(event: JSONNode) throws(EventError) {
        clusterARN = try event.optionalString("eventSourceArn") ?? ""
        changes = try event.requiredList("events") { (node) throws(EventError) in
            let change = try node.requiredObject("event")
            return try EventError.at("event") { () throws(EventError) in try DocumentDBChange(change) }
        }
    }

    /// Whether the event is a batch of a DocumentDB change stream.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event["eventSource"]?.equals("aws:docdb") == true && event["events"]?.kind == .array
    }

    /// The collection and the database of the first change, and the ARN and the name of the cluster.
    public static func sources(of event: JSONNode) -> [String] {
        var sources: [String] = []
        let namespace = event["events"]?[0]?["event"]?["ns"]
        if let database = namespace?["db"]?.string {
            if let collection = namespace?["coll"]?.string { sources.append("\(database).\(collection)") }
            sources.append(database)
        }
        if let arn = event["eventSourceArn"]?.string { sources += ResourceName.names(of: arn, type: "cluster:") }
        return sources
    }
}
