public import Swiftlet
public import SwiftletJSON

/// The identifier of a failed record in a ``BatchResponse``.
///
/// Queues identify a message by its ID and streams a record by its sequence number, both of them strings. Kafka identifies a
/// record by its partition and offset
/// ([AWS Lambda documentation](https://docs.aws.amazon.com/lambda/latest/dg/kafka-retry-configurations.html)).
public struct BatchItemIdentifier: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    private let name: String
    private let offset: Int64?

    /// Creates the identifier of a message or a record of a stream.
    ///
    /// - Parameter name: The message ID or the sequence number.
    public init(_ name: String) {
        self.name = name
        self.offset = nil
    }

    /// Creates the identifier of a Kafka record.
    ///
    /// - Parameters:
    ///   - topicPartition: The topic and the number of the partition, as in the event: `orders-0`.
    ///   - offset: The offset of the record in the partition.
    public init(topicPartition: String, offset: Int64) {
        self.name = topicPartition
        self.offset = offset
    }

    /// Creates the identifier of a message or a record of a stream.
    public init(stringLiteral name: String) {
        self.init(name)
    }

    /// The message ID, the sequence number, or the topic, partition and offset, such as `orders-0-15`.
    public var description: String {
        offset.map { "\(name)-\($0)" } ?? name
    }
}

extension BatchItemIdentifier: EventOutput {
    /// Writes a string, or for Kafka `{"partition": "orders-0", "offset": 15}`.
    public func encodeEvent(to writer: inout JSONWriter) {
        guard let offset else { return writer.string(name) }
        writer.beginObject()
        writer.key("partition")
        writer.string(name)
        writer.key("offset")
        writer.int(offset)
        writer.endObject()
    }
}
