public import FoundationEssentials
public import Swiftlet
public import SwiftletJSON

/// A batch of messages from an ActiveMQ queue of Amazon MQ.
///
/// ```swift
/// let invoices = EventHandler("invoices", from: "invoices") { (event: ActiveMQEvent, context) in
///     for message in event.messages {
///         let invoice = try message.decode(Invoice.self)
///         context.logger.info("Invoice \(invoice.number) of \(message.messageID)")
///     }
/// }
/// ```
///
/// Lambda deletes the messages if the handler returns, and retries the whole batch if it throws
/// ([AWS Lambda documentation, "Amazon MQ"](https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html)). The source of a
/// handler is a queue, or the name or ARN of a broker.
public struct ActiveMQEvent: EventModel, RecognizedEvent {
    /// The ARN of the broker.
    public var brokerARN: String
    /// The messages, in the order of delivery.
    public var messages: [Message]

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if `messages` is missing, or a message lacks a required member.
    public init(event: JSONNode) throws(EventError) {
        brokerARN = try event.optionalString("eventSourceArn") ?? ""
        messages = try event.requiredList("messages") { (node) throws(EventError) in try Message(node) }
    }

    /// Whether the event is a batch of ActiveMQ messages.
    public static func recognizes(_ event: JSONNode) -> Bool {
        guard let source = event["eventSource"], event["messages"]?.kind == .array else { return false }
        return source.equals("aws:mq") || source.equals("aws:amq")
    }

    /// The queue, and the ARN and the name of the broker.
    public static func sources(of event: JSONNode) -> [String] {
        let broker = event["eventSourceArn"]?.string
        let queue = event["messages"]?[0]?["destination"]?["physicalName"]?.string
        return (queue.map { [$0] } ?? [])
            + (broker.map { ResourceName.names(of: $0, type: "broker:", until: ":") } ?? [])
    }

    /// A message of a queue.
    public struct Message: Sendable, Hashable {
        /// The message ID.
        public var messageID: String
        /// The type of the message in JMS: `jms/text-message` or `jms/bytes-message`.
        public var messageType: String
        /// The content in base64, as in the event.
        public var encodedData: String
        /// The name of the queue.
        public var destination: String
        /// Whether the message was delivered before.
        public var isRedelivered: Bool
        /// Whether the broker stores the message; `nil` if the event does not contain it.
        public var isPersistent: Bool?
        /// The time the producer sent the message, or `nil` if the event has none.
        public var sentAt: Date?
        /// The time the broker received the message, or `nil` if the event has none.
        public var brokerReceivedAt: Date?
        /// The time the broker sent the message, or `nil` if the event has none.
        public var brokerSentAt: Date?
        /// The correlation ID, or `nil` if the producer set none.
        public var correlationID: String?
        /// The destination for replies, or `nil` if the producer set none.
        public var replyTo: String?
        /// The priority, from 0 to 9.
        public var priority: Int?
        /// The time to live, in milliseconds since 1970; 0 for a message that does not expire.
        public var expiration: Int64?
        /// The ID of the connection that the message was received from.
        public var connectionID: String?
        /// The properties set by the producer.
        public var properties: [String: String]

        init(_ node: JSONNode) throws(EventError) {
            messageID = try node.requiredString("messageID")
            messageType = try node.optionalString("messageType") ?? ""
            encodedData = try node.optionalString("data") ?? ""
            let destination = try node.optionalObject("destination")
            self.destination = destination?["physicalName"]?.string ?? ""
            isRedelivered = node["redelivered"]?.bool ?? false
            isPersistent = node["persistent"]?.bool ?? node["deliveryMode"]?.int.map { $0 == 2 }
            sentAt = node["timestamp"]?.time
            brokerReceivedAt = node["brokerInTime"]?.time
            brokerSentAt = node["brokerOutTime"]?.time
            correlationID = Self.text(node["correlationID"] ?? node["correlationId"])
            replyTo = Self.text(node["replyTo"])
            priority = node["priority"]?.int
            expiration = node["expiration"]?.integer
            connectionID = node["connectionId"]?.string
            properties = node.scalarStrings("properties")
        }

        /// The text of a member that is empty or the string `null` if the producer did not set it.
        private static func text(_ node: JSONNode?) -> String? {
            guard let text = node?.string, !text.isEmpty, text != "null" else { return nil }
            return text
        }
    }
}

extension ActiveMQEvent.Message {
    /// The decoded content.
    ///
    /// - Throws: ``EventError`` with the code `invalidBase64` if the content is not valid base64.
    public var data: [UInt8] {
        get throws(EventError) { try EventPayload.bytes(encodedData, at: "data") }
    }

    /// Decodes the content as JSON.
    ///
    /// - Throws: ``EventError`` with the code `invalidJSON` if the content is not JSON, or any error that decoding the type
    ///   throws.
    public func decode<Value: EventInput>(_ type: Value.Type = Value.self) throws -> Value {
        try EventPayload.decode(type, from: data, at: "data")
    }
}
