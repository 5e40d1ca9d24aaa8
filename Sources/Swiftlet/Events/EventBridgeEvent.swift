public import FoundationEssentials
public import SwiftletJSON

/// An event of EventBridge.
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
    /// The event's id.
    public var id: String
    /// What kind of event it is.
    public var detailType: String
    /// Who sent it.
    public var source: String
    /// The account it is from.
    public var account: String
    /// The region it is from.
    public var region: String
    /// When it happened.
    public var time: Date
    /// The ARNs of what it is about.
    public var resources: [String]
    /// What the sender says of it.
    public var detail: Detail

    /// Reads an event.
    ///
    /// - Throws: ``EventError`` if a member is missing that every event has, or what the detail's type throws.
    public static func decodeEvent(_ event: JSONNode) throws -> EventBridgeEvent {
        let head = try EventBridgeHead(event)
        let detail = try EventError.nested("detail") { try Detail.decodeEvent(event.required("detail")) }
        return EventBridgeEvent(
            id: head.id,
            detailType: head.detailType,
            source: head.source,
            account: head.account,
            region: head.region,
            time: head.time,
            resources: head.resources,
            detail: detail
        )
    }

    /// The events of the detail's type, or all of EventBridge.
    public static var kind: EventKind {
        .eventBridge(detailType: (Detail.self as? any EventBridgeDetail.Type)?.detailType)
    }

    /// Whether the event is one of EventBridge, and of the detail's type where that has one.
    public static func recognizes(_ event: JSONNode) -> Bool {
        guard let detailType = event["detail-type"], event["source"]?.kind == .string else { return false }
        guard let expected = (Detail.self as? any EventBridgeDetail.Type)?.detailType else {
            return detailType.kind == .string
        }
        return detailType.equals(expected)
    }
}

/// A detail that says of which kind of event it is, so that an app can tell its events apart.
public protocol EventBridgeDetail: EventInput {
    /// The event's `detail-type`.
    static var detailType: String { get }
}

/// A tick of a schedule, of an EventBridge rule or of EventBridge Scheduler.
public struct ScheduledEvent: EventModel, RecognizedEvent {
    /// The event's id: the same where the platform retries it.
    public var id: String
    /// When it was due.
    public var time: Date
    /// The account it is from.
    public var account: String
    /// The region it is from.
    public var region: String
    /// The ARNs of the rules or schedules.
    public var resources: [String]

    /// Reads an event.
    ///
    /// - Throws: ``EventError`` if a member is missing that every event has.
    public init(event: JSONNode) throws(EventError) {
        let head = try EventBridgeHead(event)
        id = head.id
        time = head.time
        account = head.account
        region = head.region
        resources = head.resources
    }

    /// The ticks of schedules, among the events of EventBridge.
    public static var kind: EventKind { .eventBridge(detailType: EventKind.scheduledDetailType) }

    /// Whether the event is a tick of a schedule.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event["detail-type"]?.equals("Scheduled Event") == true
    }
}

/// The members that all events of EventBridge have.
struct EventBridgeHead {
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
