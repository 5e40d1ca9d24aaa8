public import Swiftlet
public import SwiftletJSON

/// A batch of messages from a RabbitMQ queue of Amazon MQ.
///
/// ```swift
/// let shipments = EventHandler("shipments", from: "shipments") { (event: RabbitMQEvent, context) in
///     for message in event.messages {
///         let shipment = try message.decode(Shipment.self)
///         context.logger.info("Shipment \(shipment.id) from the queue \(message.queue)")
///     }
/// }
/// ```
///
/// Lambda deletes the messages if the handler returns, and retries the whole batch if it throws
/// ([AWS Lambda documentation, "Amazon MQ"](https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html)). The source of a
/// handler is a queue, or the name or ARN of a broker.
public struct RabbitMQEvent: EventModel, RecognizedEvent {
    /// The ARN of the broker.
    public var brokerARN: String
    /// The messages, in the order of delivery from each queue.
    public var messages: [RabbitMQMessage]

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if `rmqMessagesByQueue` is missing, or a message has a member of the wrong type.
    public init(event: JSONNode) throws(EventError) {
        brokerARN = try event.optionalString("eventSourceArn") ?? ""
        messages = []
        for (name, list) in try event.requiredObject("rmqMessagesByQueue").members {
            let path = "rmqMessagesByQueue.\(name)"
            guard list.kind == .array else { throw .wrongType(list, expected: "an array", at: path) }
            let (queue, virtualHost) = RabbitMQMessage.split(name)
            for (index, node) in list.elements.enumerated() {
                do {
                    messages.append(try RabbitMQMessage(node, queue: queue, virtualHost: virtualHost))
                } catch {
                    throw error.inside("\(path)[\(index)]")
                }
            }
        }
    }

    /// Whether the event is a batch of RabbitMQ messages.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event["eventSource"]?.equals("aws:rmq") == true && event["rmqMessagesByQueue"]?.kind == .object
    }

    /// The queues, and the ARN and the name of the broker.
    public static func sources(of event: JSONNode) -> [String] {
        var sources: [String] = []
        if let queues = event["rmqMessagesByQueue"] {
            for (queue, _) in queues.members { sources.append(RabbitMQMessage.split(queue).queue) }
        }
        if let arn = event["eventSourceArn"]?.string {
            sources += ResourceName.names(of: arn, type: "broker:", until: ":")
        }
        return sources
    }
}
