public import Swiftlet
public import SwiftletJSON

/// A message of a ``RabbitMQEvent``.
public struct RabbitMQMessage: Sendable, Hashable {
    /// The name of the queue.
    public var queue: String
    /// The virtual host of the queue.
    public var virtualHost: String
    /// The content in base64, as in the event.
    public var encodedData: String
    /// Whether the message was delivered before.
    public var isRedelivered: Bool
    /// The properties set by the producer.
    public var properties: Properties

    /// The basic properties of AMQP 0-9-1, each `nil` if the producer did not set it.
    public struct Properties: Sendable, Hashable {
        /// The media type of the content.
        public var contentType: String?
        /// The encoding of the content.
        public var contentEncoding: String?
        /// The headers by name.
        ///
        /// Byte strings in UTF-8 are strings, and other byte strings objects with the member `bytes`.
        public var headers: [String: JSON]
        /// 1 for transient and 2 for persistent messages.
        public var deliveryMode: Int?
        /// The priority.
        public var priority: Int?
        /// The correlation ID.
        public var correlationID: String?
        /// The queue for replies.
        public var replyTo: String?
        /// The time to live, in milliseconds.
        public var expiration: String?
        /// The message ID.
        public var messageID: String?
        /// The time of the message, formatted as `Jan 1, 1970, 12:33:41 AM` in the event.
        public var timestamp: String?
        /// The type of the message.
        public var type: String?
        /// The user ID.
        public var userID: String?
        /// The application ID.
        public var appID: String?
        /// The cluster ID.
        public var clusterID: String?
        /// The size of the content, in bytes.
        public var bodySize: Int?
    }

    init(_ node: JSONNode, queue: String, virtualHost: String) throws(EventError) {
        self.queue = queue
        self.virtualHost = virtualHost
        encodedData = try node.optionalString("data") ?? ""
        isRedelivered = node["redelivered"]?.bool ?? false
        let properties = try node.optionalObject("basicProperties")
        self.properties = Properties(
            contentType: properties?["contentType"]?.string,
            contentEncoding: properties?["contentEncoding"]?.string,
            headers: properties?["headers"].map { Self.headers($0) } ?? [:],
            deliveryMode: properties?["deliveryMode"]?.int,
            priority: properties?["priority"]?.int,
            correlationID: properties?["correlationId"]?.string,
            replyTo: properties?["replyTo"]?.string,
            expiration: properties?["expiration"]?.scalarText,
            messageID: properties?["messageId"]?.string,
            timestamp: properties?["timestamp"]?.scalarText,
            type: properties?["type"]?.string,
            userID: properties?["userId"]?.string,
            appID: properties?["appId"]?.string,
            clusterID: properties?["clusterId"]?.string,
            bodySize: properties?["bodySize"]?.int
        )
    }

    /// Splits the name of a queue in an event, `orders::/`, into the queue and the virtual host.
    static func split(_ name: String) -> (queue: String, virtualHost: String) {
        let bytes = Array(name.utf8)
        let colon = UInt8(ascii: ":")
        guard let end = bytes.indices.dropLast().last(where: { bytes[$0] == colon && bytes[$0 + 1] == colon }) else {
            return (name, "")
        }
        return (String(decoding: bytes[..<end], as: UTF8.self), String(decoding: bytes[(end + 2)...], as: UTF8.self))
    }

    private static func headers(_ node: JSONNode) -> [String: JSON] {
        var headers: [String: JSON] = [:]
        for (name, value) in node.members {
            headers[name] = value["bytes"].flatMap { text($0) }.map { .string($0) } ?? value.value
        }
        return headers
    }

    private static func text(_ node: JSONNode) -> String? {
        guard node.kind == .array else { return nil }
        var bytes: [UInt8] = []
        for element in node.elements {
            guard let number = element.int, -128...255 ~= number else { return nil }
            bytes.append(UInt8(truncatingIfNeeded: number))
        }
        return String(validating: bytes, as: UTF8.self)
    }
}

extension RabbitMQMessage {
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
