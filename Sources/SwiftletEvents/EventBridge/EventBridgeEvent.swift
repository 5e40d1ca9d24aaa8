public import FoundationEssentials
public import Swiftlet
public import SwiftletJSON

/// An EventBridge event.
///
/// ```swift
/// struct OrderPlaced: Decodable, EventBridgeDetail {
///     static let detailType = "OrderPlaced"
///     var orderID: Int
/// }
///
/// let placed = EventHandler("placed-orders") { (event: EventBridgeEvent<OrderPlaced>, context) in
///     context.logger.info("Order \(event.detail.orderID) was placed.")
/// }
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
