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
    /// The time of the event, or `nil` if the event has none, as after an input transformation.
    public var time: Date?
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

    /// EventBridge events with the detail's type and source, or all EventBridge events.
    public static var kind: EventKind { .eventBridge(source: declaredSource, detailType: declaredType) }

    /// Whether the event is an EventBridge event, with the `detail-type` and the source of `Detail` if that declares
    /// them, and a detail that `Detail` recognizes.
    public static func recognizes(_ event: JSONNode) -> Bool {
        guard let detailType = event["detail-type"], let source = event["source"], let detail = event["detail"] else {
            return false
        }
        return declaredType.map { detailType.equals($0) } ?? (detailType.kind == .string)
            && declaredSource.map { source.equals($0) } ?? (source.kind == .string)
            && (Detail.self as? any EventBridgeSourceDetail.Type)?.recognizesDetail(detail) != false
    }

    /// The ARNs of the resources involved, and the source, such as `aws.ec2`.
    public static func sources(of event: JSONNode) -> [String] {
        (event["resources"]?.elements.compactMap(\.string) ?? []) + (event["source"]?.string.map { [$0] } ?? [])
    }

    private static var declaredType: String? { (Detail.self as? any EventBridgeDetail.Type)?.detailType }
    private static var declaredSource: String? { (Detail.self as? any EventBridgeSourceDetail.Type)?.eventSource }
}
