public import FoundationEssentials
public import Swiftlet
public import SwiftletJSON

/// A scheduled event from an EventBridge rule or EventBridge Scheduler.
///
/// ```swift
/// let cleanUp = EventHandler("nightly-cleanup", Inject(database)) { (event: ScheduledEvent, context, database) in
///     let count = try await database.execute("DELETE FROM sessions WHERE expires_at < \(event.time)")
///     context.logger.info("Deleted \(count) sessions.")
/// }
/// ```
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
        guard let time = envelope.time else { throw .missing("time") }
        self.time = time
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
