public import FoundationEssentials
public import Swiftlet
public import SwiftletJSON

/// An SNS notification, in an ``SNSEvent`` or as the body of an SQS message.
public struct SNSNotification: EventModel {
    /// The message ID.
    public var messageID: String
    /// The ARN of the topic.
    public var topicARN: String
    /// The subject, or `nil` if the publisher set none.
    public var subject: String?
    /// The message text.
    public var message: String
    /// The publication time, or `nil` if the event has none.
    public var sentAt: Date?
    /// The message attributes: strings, numbers as text, and binary values in base64.
    public var messageAttributes: [String: String]

    /// Creates a notification from its JSON.
    ///
    /// - Throws: ``EventError`` if `Message` is missing, or a member has the wrong type.
    public init(event: JSONNode) throws(EventError) {
        message = try event.requiredString("Message")
        messageID = try event.optionalString("MessageId") ?? ""
        topicARN = try event.optionalString("TopicArn") ?? ""
        subject = try event.optionalString("Subject")
        sentAt = EventTime.date(try event.optionalString("Timestamp"))
        messageAttributes = [:]
        if let attributes = try event.optionalObject("MessageAttributes") {
            for (name, value) in attributes.members { messageAttributes[name] = value["Value"]?.scalarText }
        }
    }

    /// Decodes the message as JSON: a model, or another event such as ``S3Event`` whose source publishes to the topic.
    ///
    /// - Throws: ``EventError`` with the code `invalidJSON` if the message is not JSON, or any error that decoding the type
    ///   throws.
    public func decode<Value: EventInput>(_ type: Value.Type = Value.self) throws -> Value {
        try EventPayload.decode(type, from: Array(message.utf8), at: "Message")
    }

    /// Whether the body of an SQS message is an SNS notification.
    static func isNotification(_ node: JSONNode) -> Bool {
        node["Type"]?.equals("Notification") == true && node["TopicArn"] != nil && node["Message"] != nil
    }
}
