public import Swiftlet
public import SwiftletJSON

/// An event from an SNS topic that invokes the function.
///
/// ```swift
/// let notices = EventHandler("notices") { (event: SNSEvent, context) in
///     for notice in event.records { context.logger.notice("\(notice.message)") }
/// }
/// ```
public struct SNSEvent: EventModel, RecognizedEvent {
    /// The notifications; SNS delivers one per event.
    public var records: [SNSNotification]

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if `Records` is missing, or a notification lacks a required member.
    public init(event: JSONNode) throws(EventError) {
        records = try event.records { (node) throws(EventError) in
            let notification = try node.requiredObject("Sns")
            return try EventError.at("Sns") { () throws(EventError) in try SNSNotification(event: notification) }
        }
    }

    /// Whether the event is from SNS.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event.hasRecords(from: "aws:sns")
    }
}
