public import FoundationEssentials
public import Swiftlet
import SwiftletJSON

/// A record of a ``FirehoseEvent``.
public struct FirehoseRecord: TransformableRecord, Hashable {
    /// The position of a record in the Kinesis stream that Firehose reads.
    public struct KinesisMetadata: Sendable, Hashable {
        /// The shard ID.
        public var shardID: String
        /// The partition key.
        public var partitionKey: String
        /// The sequence number.
        public var sequenceNumber: String
        /// The position of a record that the Kinesis Producer Library aggregated with others.
        public var subsequenceNumber: Int64?
        /// The approximate arrival time of the record in the stream, or `nil` if the event has none.
        public var arrivedAt: Date?

        init(_ node: JSONNode) throws(EventError) {
            shardID = try node.optionalString("shardId") ?? ""
            partitionKey = try node.optionalString("partitionKey") ?? ""
            sequenceNumber = try node.optionalString("sequenceNumber") ?? ""
            subsequenceNumber = node["subsequenceNumber"]?.integer
            arrivedAt = node["approximateArrivalTimestamp"]?.time
        }
    }

    /// The position of a record in the Kafka topic that Firehose reads.
    public struct KafkaMetadata: Sendable, Hashable {
        /// The number of the partition.
        public var partition: Int64?
        /// The offset in the partition.
        public var offset: Int64?
        /// The approximate arrival time of the record in the topic, or `nil` if the event has none.
        public var arrivedAt: Date?

        init(_ node: JSONNode) {
            partition = node["partitionId"]?.integer
            offset = node["offset"]?.integer
            arrivedAt = node["approximateArrivalTimestamp"]?.time
        }
    }

    /// The record ID, unique in the event.
    public var recordID: String
    /// The approximate arrival time of the record in Firehose, or `nil` if the event has none.
    public var arrivedAt: Date?
    /// The data in base64, as in the event.
    public var encodedData: String
    /// The position in the Kinesis stream, if that is the source.
    public var kinesis: KinesisMetadata?
    /// The position in the Kafka topic, if that is the source.
    public var kafka: KafkaMetadata?

    /// The member of the data in the event and in the response: the records of MSK have a member of their own.
    let dataMember: String

    var failure: String { "ProcessingFailed" }

    init(_ node: JSONNode) throws(EventError) {
        recordID = try node.requiredString("recordId")
        arrivedAt = node["approximateArrivalTimestamp"]?.time
        dataMember = node["data"] == nil && node["kafkaRecordValue"] != nil ? "kafkaRecordValue" : "data"
        encodedData = try node.requiredString(dataMember)
        kinesis = nil
        if let metadata = try node.optionalObject("kinesisRecordMetadata") {
            kinesis = try EventError.at("kinesisRecordMetadata") { () throws(EventError) in
                try KinesisMetadata(metadata)
            }
        }
        kafka = try node.optionalObject("mskRecordMetadata").map { KafkaMetadata($0) }
    }

    /// The decoded data.
    ///
    /// - Throws: ``EventError`` with the code `invalidBase64` if the data is not valid base64.
    public var data: [UInt8] {
        get throws(EventError) { try EventPayload.bytes(encodedData, at: dataMember) }
    }

    /// Decodes the data as JSON.
    ///
    /// - Throws: ``EventError`` with the code `invalidJSON` if the data is not JSON, or any error that decoding the type
    ///   throws.
    public func decode<Value: EventInput>(_ type: Value.Type = Value.self) throws -> Value {
        try EventPayload.decode(type, from: data, at: dataMember)
    }
}
