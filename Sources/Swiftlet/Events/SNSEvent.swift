public import FoundationEssentials
public import SwiftletJSON

/// Notifications of an SNS topic that invokes the function.
///
/// The platform sends one at a time.
public struct SNSEvent: EventModel, RecognizedEvent {
    /// The notifications.
    public var records: [SNSNotification]

    /// Reads an event.
    ///
    /// - Throws: ``EventError`` if there are no `Records`, or one lacks what a notification always has.
    public init(event: JSONNode) throws(EventError) {
        records = try event.records { (node) throws(EventError) in
            let notification = try node.requiredObject("Sns")
            return try EventError.at("Sns") { () throws(EventError) in try SNSNotification(event: notification) }
        }
    }

    /// Whether the event is a notification of SNS.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event.hasRecords(from: "aws:sns")
    }
}

/// A notification of an SNS topic, by itself or as the body of an SQS message.
public struct SNSNotification: EventModel {
    /// The notification's id.
    public var messageID: String
    /// The topic's ARN.
    public var topicARN: String
    /// The subject, where the sender gave one.
    public var subject: String?
    /// The message's text.
    public var message: String
    /// When it was sent, or `nil` if the event does not say.
    public var sentAt: Date?
    /// What the sender says of the message: strings, numbers as their texts, binary values in base64.
    public var messageAttributes: [String: String]

    /// Reads a notification.
    ///
    /// - Throws: ``EventError`` if it has no `Message`, or a member is of a wrong kind.
    public init(event: JSONNode) throws(EventError) {
        message = try event.requiredText("Message")
        messageID = try event.text("MessageId") ?? ""
        topicARN = try event.text("TopicArn") ?? ""
        subject = try event.text("Subject")
        sentAt = EventTime.date(try event.text("Timestamp"))
        messageAttributes = [:]
        if let attributes = try event.object("MessageAttributes") {
            for (name, value) in attributes.members { messageAttributes[name] = value["Value"]?.scalarText }
        }
    }

    /// Reads the message as JSON: a model, or another event such as ``S3Event``, where its source publishes to the topic.
    ///
    /// - Throws: ``EventError`` with the code `invalidJSON` if the message is not JSON, or what the type throws.
    public func decode<Value: EventInput>(_ type: Value.Type = Value.self) throws -> Value {
        try EventPayload.decode(type, from: Array(message.utf8), at: "Message")
    }

    /// Whether a JSON text is what a topic delivers to a queue.
    static func isNotification(_ node: JSONNode) -> Bool {
        node["Type"]?.equals("Notification") == true && node["TopicArn"] != nil && node["Message"] != nil
    }
}
