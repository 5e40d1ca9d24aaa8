import SwiftletJSON

/// The queue, topic, stream, table, bucket, schedule (EventBridge rule or Scheduler) or other source whose events a handler
/// processes, for an app with several handlers of one kind of event.
///
/// ```swift
/// EventHandler("orders", from: "orders") { (event: SQSEvent, context) in
///     await processBatch(event.records) { record in
///         context.logger.info("An order: \(record.body)")
///     }
/// }
/// EventHandler("refunds", from: "refunds") { (event: SQSEvent, context) in
///     await processBatch(event.records) { record in
///         context.logger.info("A refund: \(record.body)")
///     }
/// }
/// ```
///
/// An event names its source by an [ARN](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html). A source
/// is either the whole ARN or the name at its end. Names are compared byte by byte. The types of `SwiftletEvents` list the
/// names that their events have.
///
/// For an EventBridge event the source is compared with its `source` and its `resources`. A scheduled event names its schedule
/// there. An event that matched a rule's event pattern has the resources that its emitter wrote, and does not name the rule.
/// For a CloudEvent it is compared with the whole `source` attribute.
public struct EventSource: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The name or ARN.
    public let description: String

    /// Creates a source.
    ///
    /// - Parameter name: The name of the resource, such as `orders`, or its ARN.
    public init(_ name: String) {
        self.description = name
    }

    /// Creates a source from its name or ARN.
    public init(stringLiteral name: String) {
        self.init(name)
    }

    /// The index of the first of the names or ARNs by which an event names its source that is that of this source.
    func rank(in names: [String]) -> Int? {
        names.firstIndex { isName(of: $0) }
    }

    /// Whether an event can be from both sources: they are equal, or one is the name of the other's ARN.
    func overlaps(_ other: EventSource) -> Bool {
        isName(of: other.description) || other.isName(of: description)
    }

    /// The ARNs by which an event names its source.
    ///
    /// All records of one event are from the same one.
    static func names(in event: JSONNode) -> [String] {
        if let record = event["Records"]?[0] {
            let bucket = record["s3"]?["bucket"]
            return [record["eventSourceARN"], record["Sns"]?["TopicArn"], bucket?["arn"], bucket?["name"]]
                .compactMap { $0?.string }
        }
        if let arn = (event["eventSourceARN"] ?? event["eventSourceArn"])?.string { return [arn] }
        if event["specversion"] != nil { return event["source"].flatMap(\.string).map { [$0] } ?? [] }
        return event["resources"]?.elements.compactMap(\.string) ?? event["Bucket"].flatMap(\.string).map { [$0] } ?? []
    }

    private func isName(of resource: String) -> Bool {
        let name = description.utf8
        if resource.utf8.elementsEqual(name) { return true }
        // arn:partition:service:region:account:resource
        let parts = resource.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6 else { return false }
        let steps = parts[5].split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        // A table's stream is `table/NAME/stream/TIME`; all other resources end with the name.
        let isTableStream = steps.count == 4 && steps[0].elementsEqual("table".utf8)
        if (isTableStream ? steps[1] : steps[steps.count - 1]).elementsEqual(name) { return true }
        // The name of an alarm follows its type, as in `alarm:NAME`.
        return parts[5].firstIndex(of: UInt8(ascii: ":")).map { parts[5][$0...].dropFirst().elementsEqual(name) }
            == true
    }
}
