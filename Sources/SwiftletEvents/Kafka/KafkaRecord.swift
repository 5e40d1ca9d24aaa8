public import FoundationEssentials
public import Swiftlet
import SwiftletJSON

/// A record of a ``KafkaEvent``.
public struct KafkaRecord: BatchRecord {
    /// A header of a record.
    ///
    /// Several headers may have the same name.
    public struct Header: Sendable, Hashable {
        /// The name.
        public var name: String
        /// The value.
        public var value: [UInt8]
    }

    /// The topic.
    public var topic: String
    /// The number of the partition.
    public var partition: Int
    /// The offset in the partition.
    public var offset: Int64
    /// The topic and the number of the partition, as in the event: `orders-0`.
    public var topicPartition: String
    /// The time of the record, or `nil` if the event has none.
    public var time: Date?
    /// Whether ``time`` is set by the producer or the broker: `CREATE_TIME` or `LOG_APPEND_TIME`.
    public var timestampType: String
    /// The key in base64, as in the event; `nil` for a record without a key.
    public var encodedKey: String?
    /// The value in base64, as in the event; `nil` for a tombstone.
    public var encodedValue: String?
    /// The headers, in the order of the record.
    public var headers: [Header]
    /// The schema of the key, if the event source mapping uses a schema registry: `dataFormat` and `schemaId`.
    public var keySchema: [String: String]
    /// The schema of the value, if the event source mapping uses a schema registry: `dataFormat` and `schemaId`.
    public var valueSchema: [String: String]

    init(_ node: JSONNode, topicPartition: String) throws(EventError) {
        topic = try node.requiredString("topic")
        guard let partition = Int(exactly: try node.requiredInteger("partition")) else {
            throw .invalidValue("partition", expected: "an integer")
        }
        self.partition = partition
        offset = try node.requiredInteger("offset")
        self.topicPartition = topicPartition
        time = node["timestamp"]?.time
        timestampType = try node.optionalString("timestampType") ?? ""
        encodedKey = try node.optionalString("key")
        encodedValue = try node.optionalString("value")
        headers = try node.optionalList("headers") { (header) throws(EventError) in try Self.headers(header) }
            .flatMap { $0 }
        keySchema = node.scalarStrings("keySchemaMetadata")
        valueSchema = node.scalarStrings("valueSchemaMetadata")
    }

    private static func headers(_ node: JSONNode) throws(EventError) -> [Header] {
        guard node.kind == .object else { throw .wrongType(node, expected: "an object") }
        var headers: [Header] = []
        for (name, value) in node.members {
            headers.append(Header(name: name, value: try Self.value(value, of: name)))
        }
        return headers
    }

    /// The bytes of a header, which the event contains as signed numbers.
    private static func value(_ node: JSONNode, of name: String) throws(EventError) -> [UInt8] {
        if node.isNull { return [] }
        if let text = node.string { return try EventPayload.bytes(text, at: name) }
        guard node.kind == .array else { throw .wrongType(node, expected: "an array", at: name) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(node.count)
        for element in node.elements {
            guard let number = element.int, -128...255 ~= number else {
                throw .wrongType(element, expected: "a number from -128 to 255", at: "\(name)[\(bytes.count)]")
            }
            bytes.append(UInt8(truncatingIfNeeded: number))
        }
        return bytes
    }
}

extension KafkaRecord {
    /// The topic, partition and offset, which identify the record in a batch item failure.
    public var itemIdentifier: BatchItemIdentifier {
        BatchItemIdentifier(topicPartition: topicPartition, offset: offset)
    }

    /// Ordered with the other records of the partition.
    public var ordering: BatchOrdering { .partition(topicPartition) }

    /// The decoded key, or `nil` for a record without a key.
    ///
    /// - Throws: ``EventError`` with the code `invalidBase64` if the key is not valid base64.
    public var key: [UInt8]? {
        get throws(EventError) {
            guard let encodedKey else { return nil }
            return try EventPayload.bytes(encodedKey, at: "key")
        }
    }

    /// The decoded value, or `nil` for a tombstone.
    ///
    /// - Throws: ``EventError`` with the code `invalidBase64` if the value is not valid base64.
    public var value: [UInt8]? {
        get throws(EventError) {
            guard let encodedValue else { return nil }
            return try EventPayload.bytes(encodedValue, at: "value")
        }
    }

    /// The value of the last header with this name, or `nil` if there is none.
    public func header(_ name: String) -> [UInt8]? {
        headers.last { $0.name.utf8.elementsEqual(name.utf8) }?.value
    }

    /// Decodes the value as JSON.
    ///
    /// - Throws: ``EventError`` with the code `missing` for a tombstone or `invalidJSON` if the value is not JSON, or any error
    ///   that decoding the type throws.
    public func decode<Value: EventInput>(_ type: Value.Type = Value.self) throws -> Value {
        guard let value = try value else { throw EventError.missing("value") }
        return try EventPayload.decode(type, from: value, at: "value")
    }
}
