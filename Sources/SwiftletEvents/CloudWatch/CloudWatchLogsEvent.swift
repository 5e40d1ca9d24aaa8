public import Swiftlet
public import SwiftletJSON

/// Log events that a subscription filter of CloudWatch Logs sends to a function.
///
/// ```swift
/// let failures = EventHandler("failures", from: "/aws/lambda/checkout") { (event: CloudWatchLogsEvent, context) in
///     guard !event.logs.isControlMessage else { return }
///     for line in event.logs.events {
///         context.logger.warning("\(event.logs.logStream): \(line.message)")
///     }
/// }
/// ```
///
/// The log events are compressed with gzip
/// ([AWS Lambda documentation, "CloudWatch Logs"](https://docs.aws.amazon.com/lambda/latest/dg/services-cloudwatchlogs.html)). Those
/// that are delivered through a stream are in ``KinesisEvent/Record/logs`` and ``FirehoseRecord/logs``. The source of a handler
/// is a log group or a subscription filter; comparing it decompresses the log events once more.
public struct CloudWatchLogsEvent: EventModel, RecognizedEvent {
    /// The decompressed log events.
    public var logs: CloudWatchLogs

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if `awslogs.data` is missing or is not compressed JSON of log events.
    public init(event: JSONNode) throws(EventError) {
        let awslogs = try event.requiredObject("awslogs")
        let data = try EventError.at("awslogs") { () throws(EventError) in try awslogs.requiredString("data") }
        logs = try CloudWatchLogs(compressed: EventPayload.bytes(data, at: "awslogs.data"), at: "awslogs.data")
    }

    /// Whether the event is from a subscription filter.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event["awslogs"]?["data"]?.kind == .string
    }

    /// The names of the subscription filters and the log group; empty if the data is malformed.
    public static func sources(of event: JSONNode) -> [String] {
        guard let event = try? CloudWatchLogsEvent(event: event) else { return [] }
        return event.logs.subscriptionFilters + [event.logs.logGroup]
    }
}
