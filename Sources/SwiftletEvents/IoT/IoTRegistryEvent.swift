public import FoundationEssentials
public import Swiftlet
public import SwiftletJSON

/// A change of a thing, a thing type or a thing group in the registry of AWS IoT Core.
///
/// ```swift
/// let inventory = EventHandler("inventory") { (event: IoTRegistryEvent, context) in
///     guard event.eventType == "THING_EVENT", let thing = event.thingName else { return }
///     context.logger.info("\(event.operation) \(thing)")
/// }
/// ```
///
/// A rule for the topics `$aws/events/#` invokes the function
/// ([AWS IoT Core documentation, "Registry events"](https://docs.aws.amazon.com/iot/latest/developerguide/registry-events.html)). The
/// source of a handler is the name of a thing, a thing type or a thing group.
public struct IoTRegistryEvent: EventModel, RecognizedEvent {
    /// The type of the event, such as `THING_EVENT`, `THING_TYPE_EVENT` or `THING_GROUP_MEMBERSHIP_EVENT`.
    public var eventType: String
    /// The event ID.
    public var eventID: String
    /// The operation: `CREATED`, `UPDATED` or `DELETED`, or `ADDED` or `REMOVED` for memberships.
    public var operation: String
    /// The time of the operation, or `nil` if the event has none.
    public var time: Date?
    /// The AWS account ID.
    public var account: String?
    /// The name of the thing.
    public var thingName: String?
    /// The ID of the thing.
    public var thingID: String?
    /// The name of the thing type.
    public var thingTypeName: String?
    /// The name of the thing group.
    public var thingGroupName: String?
    /// The version of the thing or the thing group.
    public var version: Int?
    /// The attributes of the thing or the thing group.
    public var attributes: [String: String]
    /// The whole event, with members that depend on its type.
    public var detail: JSON

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if `eventType`, `eventId` or `operation` is missing, or a member has the wrong type.
    public init(event: JSONNode) throws(EventError) {
        eventType = try event.requiredString("eventType")
        eventID = try event.requiredString("eventId")
        operation = try event.requiredString("operation")
        time = event["timestamp"]?.time
        account = event["accountId"]?.string
        thingName = try event.optionalString("thingName")
        thingID = try event.optionalString("thingId")
        thingTypeName = try event.optionalString("thingTypeName")
        thingGroupName = try event.optionalString("thingGroupName")
        version = event["versionNumber"]?.int
        attributes = event.scalarStrings("attributes")
        detail = event.value
    }

    /// Whether the event is from the registry.
    public static func recognizes(_ event: JSONNode) -> Bool {
        guard let type = event["eventType"]?.string, event["eventId"] != nil else { return false }
        return type.hasPrefix("THING_") && event["operation"]?.kind == .string
    }

    /// The names or ARNs of the thing, the thing type and the thing group.
    public static func sources(of event: JSONNode) -> [String] {
        ["thingName", "thingArn", "thingTypeName", "thingGroupName", "groupArn"].compactMap { event[$0]?.string }
    }
}
