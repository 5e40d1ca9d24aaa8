public import FoundationEssentials
public import SwiftletJSON

/// Messages of an SQS queue.
///
/// A handler that returns a ``BatchResponse``, which ``processBatch(_:concurrency:reserving:body:)`` makes, fails single
/// messages: the queue's trigger must have `ReportBatchItemFailures` switched on.
public struct SQSEvent: EventModel, RecognizedEvent {
    /// The messages, in the order in which the queue delivered them.
    public var records: [Record]

    /// Reads an event.
    ///
    /// - Throws: ``EventError`` if there are no `Records`, or one lacks what a message always has.
    public init(event: JSONNode) throws(EventError) {
        records = try event.records { (node) throws(EventError) in try Record(node) }
    }

    /// Whether the event is a batch of SQS messages.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event.hasRecords(from: "aws:sqs")
    }

    /// A message.
    public struct Record: BatchRecord {
        /// The message's id.
        public var messageID: String
        /// What the message is deleted by.
        public var receiptHandle: String
        /// The message's text.
        public var body: String
        /// What SQS says of the message, such as `SentTimestamp`.
        public var attributes: [String: String]
        /// What the sender says of the message.
        public var messageAttributes: [String: MessageAttribute]
        /// The queue's ARN.
        public var queueARN: String
        /// The queue's region.
        public var region: String

        init(_ node: JSONNode) throws(EventError) {
            messageID = try node.requiredText("messageId")
            receiptHandle = try node.text("receiptHandle") ?? ""
            body = try node.text("body") ?? ""
            attributes = node.texts("attributes")
            queueARN = try node.text("eventSourceARN") ?? ""
            region = try node.text("awsRegion") ?? ""
            messageAttributes = [:]
            if let attributes = try node.object("messageAttributes") {
                for (name, value) in attributes.members { messageAttributes[name] = MessageAttribute(value) }
            }
        }
    }

    /// What the sender says of a message.
    public struct MessageAttribute: Sendable, Hashable {
        /// `String`, `Number` or `Binary`, at times with a label of the sender's own behind a dot.
        public var dataType: String
        /// The value of a string or a number.
        public var stringValue: String?
        /// The value of a binary attribute.
        public var binaryValue: [UInt8]?

        init(_ node: JSONNode) {
            dataType = node["dataType"]?.string ?? ""
            stringValue = node["stringValue"]?.string
            binaryValue = node["binaryValue"]?.string.flatMap { Base64.decode($0) }
        }
    }
}

extension SQSEvent.Record {
    /// The message's id, by which it is reported as failed.
    public var itemIdentifier: String { messageID }

    /// By its message group in a FIFO queue, else by nothing: in a standard queue a group is about fairness, not order.
    public var ordering: BatchOrdering {
        guard let group = messageGroupID, queueARN.isEmpty || queueARN.hasSuffix(".fifo") else { return .none }
        return .group(group)
    }

    /// The message group: in a FIFO queue always, in a standard queue where the sender gave one.
    public var messageGroupID: String? { attributes["MessageGroupId"] }

    /// How often the message has been received, this time included.
    public var receiveCount: Int? { attributes["ApproximateReceiveCount"].flatMap { Int($0) } }

    /// When the message was sent.
    public var sentAt: Date? { EventTime.date(milliseconds: attributes["SentTimestamp"]) }

    /// Reads the body as JSON: a model, or another event such as ``S3Event``, ``SNSNotification`` or
    /// ``EventBridgeEvent``, where their source delivers to the queue.
    ///
    /// - Throws: ``EventError`` with the code `invalidJSON` if the body is not JSON, or what the type throws.
    public func decode<Value: EventInput>(_ type: Value.Type = Value.self) throws -> Value {
        try EventPayload.decode(type, from: Array(body.utf8), at: "body")
    }

    /// Reads the body as JSON, out of the SNS notification around it where there is one.
    ///
    /// A topic wraps what it delivers to a queue, unless the subscription asks for raw messages.
    ///
    /// - Throws: ``EventError`` with the code `invalidJSON` if the body or the message in it is not JSON, or what the type
    ///   throws.
    public func decodeUnwrapped<Value: EventInput>(_ type: Value.Type = Value.self) throws -> Value {
        let body: JSONNode = try decode()
        guard SNSNotification.isNotification(body) else { return try decode() }
        return try EventError.nested("body") { try SNSNotification(event: body).decode() }
    }
}
