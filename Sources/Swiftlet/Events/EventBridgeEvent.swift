public import FoundationEssentials
public import SwiftletJSON

/// An EventBridge event.
///
/// ```swift
/// struct OrderPlaced: Decodable, EventBridgeDetail {
///     static let detailType = "OrderPlaced"
///     var orderID: Int
/// }
///
/// EventHandler("orders") { (event: EventBridgeEvent<OrderPlaced>, context) in … }
/// ```
public struct EventBridgeEvent<Detail: EventInput>: EventInput, RecognizedEvent {
    /// The event ID.
    public var id: String
    /// The `detail-type` of the event.
    public var detailType: String
    /// The source of the event, such as `aws.ec2`.
    public var source: String
    /// The AWS account ID.
    public var account: String
    /// The AWS region.
    public var region: String
    /// The time of the event.
    public var time: Date
    /// The ARNs of the resources involved.
    public var resources: [String]
    /// The detail of the event.
    public var detail: Detail

    /// Decodes an event.
    ///
    /// - Throws: ``EventError`` if a required member is missing, or any error that decoding the detail throws.
    public static func decodeEvent(_ event: JSONNode) throws -> EventBridgeEvent {
        let envelope = try EventBridgeEnvelope(event)
        let detail = try EventError.nested("detail") { try Detail.decodeEvent(event.required("detail")) }
        return EventBridgeEvent(
            id: envelope.id,
            detailType: envelope.detailType,
            source: envelope.source,
            account: envelope.account,
            region: envelope.region,
            time: envelope.time,
            resources: envelope.resources,
            detail: detail
        )
    }

    /// EventBridge events with the detail's type, or all EventBridge events.
    public static var kind: EventKind {
        .eventBridge(detailType: (Detail.self as? any EventBridgeDetail.Type)?.detailType)
    }

    /// Whether the event is an EventBridge event, with the `detail-type` of `Detail` if that declares one.
    public static func recognizes(_ event: JSONNode) -> Bool {
        guard let detailType = event["detail-type"], event["source"]?.kind == .string else { return false }
        guard let expected = (Detail.self as? any EventBridgeDetail.Type)?.detailType else {
            return detailType.kind == .string
        }
        return detailType.equals(expected)
    }
}

/// An event detail that declares its `detail-type`, which selects the handler of an event.
public protocol EventBridgeDetail: EventInput {
    /// The `detail-type` of the event.
    static var detailType: String { get }
}

/// A scheduled event from an EventBridge rule or EventBridge Scheduler.
public struct ScheduledEvent: EventModel, RecognizedEvent {
    /// The event ID, which stays the same across retries.
    public var id: String
    /// The scheduled time.
    public var time: Date
    /// The AWS account ID.
    public var account: String
    /// The AWS region.
    public var region: String
    /// The ARNs of the rules or schedules.
    public var resources: [String]

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if a required member is missing.
    public init(event: JSONNode) throws(EventError) {
        let envelope = try EventBridgeEnvelope(event)
        id = envelope.id
        time = envelope.time
        account = envelope.account
        region = envelope.region
        resources = envelope.resources
    }

    /// EventBridge events with the `detail-type` of scheduled events.
    public static var kind: EventKind { .eventBridge(detailType: EventKind.scheduledDetailType) }

    /// Whether the event is a scheduled event.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event["detail-type"]?.equals("Scheduled Event") == true
    }
}

/// The members that all EventBridge events have.
struct EventBridgeEnvelope {
    let id: String
    let detailType: String
    let source: String
    let account: String
    let region: String
    let time: Date
    let resources: [String]

    init(_ event: JSONNode) throws(EventError) {
        detailType = try event.requiredText("detail-type")
        source = try event.requiredText("source")
        id = try event.text("id") ?? ""
        account = try event.text("account") ?? ""
        region = try event.text("region") ?? ""
        guard let time = EventTime.date(try event.requiredText("time")) else {
            throw .invalidValue("time", expected: "a time such as 2026-01-01T00:00:00Z")
        }
        self.time = time
        resources = event["resources"]?.elements.compactMap(\.string) ?? []
    }
}
