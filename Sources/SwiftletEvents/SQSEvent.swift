public import FoundationEssentials
public import Swiftlet
public import SwiftletJSON

/// A batch of messages from an SQS queue.
///
/// ```swift
/// let orders = EventHandler("orders") { (event: SQSEvent, context) in
///     await processBatch(event.records) { record in
///         let order = try record.decode(Order.self)
///         context.logger.info("Shipping \(order.quantity) of order \(order.id).")
///     }
/// }
/// ```
///
/// Return a ``BatchResponse`` from the handler, such as the one of ``processBatch(_:concurrency:reserving:body:)``, to
/// report failures of individual messages. The event source mapping must enable `ReportBatchItemFailures`.
public struct SQSEvent: EventModel, RecognizedEvent {
    /// The messages, in the order of delivery.
    public var records: [Record]

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if `Records` is missing, or a message lacks a required member.
    public init(event: JSONNode) throws(EventError) {
        records = try event.records { (node) throws(EventError) in try Record(node) }
    }

    /// The batches of this type only.
    public static var kind: EventKind { .queueBatches(of: Self.self) }

    /// Whether the event is a batch of SQS messages.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event.hasRecords(from: "aws:sqs")
    }

    /// An SQS message.
    public struct Record: BatchRecord {
        /// The message ID.
        public var messageID: String
        /// The receipt handle, which is required to delete the message.
        public var receiptHandle: String
        /// The message body.
        public var body: String
        /// The system attributes of the message, such as `SentTimestamp`.
        public var attributes: [String: String]
        /// The attributes set by the sender.
        public var messageAttributes: [String: MessageAttribute]
        /// The ARN of the queue.
        public var queueARN: String
        /// The AWS region of the queue.
        public var region: String

        init(_ node: JSONNode) throws(EventError) {
            messageID = try node.requiredString("messageId")
            receiptHandle = try node.optionalString("receiptHandle") ?? ""
            body = try node.optionalString("body") ?? ""
            attributes = node.scalarStrings("attributes")
            queueARN = try node.optionalString("eventSourceARN") ?? ""
            region = try node.optionalString("awsRegion") ?? ""
            messageAttributes = [:]
            if let attributes = try node.optionalObject("messageAttributes") {
                for (name, value) in attributes.members { messageAttributes[name] = MessageAttribute(value) }
            }
        }
    }

    /// A message attribute set by the sender.
    public struct MessageAttribute: Sendable, Hashable {
        /// The data type: `String`, `Number` or `Binary`, optionally with a custom label after a dot.
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
    /// The message ID, which identifies the message in a batch item failure.
    public var itemIdentifier: BatchItemIdentifier { BatchItemIdentifier(messageID) }

    /// Ordered by message group in a FIFO queue, otherwise unordered: groups in a standard queue only affect fairness.
    public var ordering: BatchOrdering {
        guard let group = messageGroupID, queueARN.isEmpty || queueARN.hasSuffix(".fifo") else { return .none }
        return .group(group)
    }

    /// The message group ID: always set in a FIFO queue, optional in a standard queue.
    public var messageGroupID: String? { attributes["MessageGroupId"] }

    /// The approximate number of times the message has been received, including this one.
    public var receiveCount: Int? { attributes["ApproximateReceiveCount"].flatMap { Int($0) } }

    /// The time the message was sent.
    public var sentAt: Date? { EventTime.date(milliseconds: attributes["SentTimestamp"]) }

    /// Decodes the body as JSON: a model, or another event such as ``S3Event``, ``SNSNotification`` or
    /// ``EventBridgeEvent`` whose source delivers to the queue.
    ///
    /// - Throws: ``EventError`` with the code `invalidJSON` if the body is not JSON, or any error that decoding the type
    ///   throws.
    public func decode<Value: EventInput>(_ type: Value.Type = Value.self) throws -> Value {
        try EventPayload.decode(type, from: Array(body.utf8), at: "body")
    }

    /// Decodes the body as JSON, unwrapping an SNS notification.
    ///
    /// SNS wraps messages that it delivers to a queue unless the subscription enables raw message delivery.
    ///
    /// - Throws: ``EventError`` with the code `invalidJSON` if the body or the message in it is not JSON, or any error that
    ///   decoding the type throws.
    public func decodeUnwrapped<Value: EventInput>(_ type: Value.Type = Value.self) throws -> Value {
        let body: JSONNode = try decode()
        guard SNSNotification.isNotification(body) else { return try decode() }
        return try EventError.nested("body") { try SNSNotification(event: body).decode() }
    }
}
