public import FoundationEssentials
public import SwiftletJSON

/// Records of a Kinesis data stream: all from one shard, in order.
public struct KinesisEvent: EventModel, RecognizedEvent {
    /// The records, oldest first.
    public var records: [Record]
    /// The tumbling window the records belong to, or `nil` if the event source mapping has none.
    public var window: TumblingWindow?

    /// Reads an event.
    ///
    /// - Throws: ``EventError`` if there are no `Records`, or one lacks what a record always has, or the window is
    ///   malformed.
    public init(event: JSONNode) throws(EventError) {
        records = try event.records { (node) throws(EventError) in try Record(node) }
        window = try TumblingWindow(event)
    }

    /// Whether the event is a batch of Kinesis records.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event.hasRecords(from: "aws:kinesis")
    }

    /// A record.
    public struct Record: BatchRecord {
        /// The record's id: the shard's and the sequence number.
        public var eventID: String
        /// The number that orders the records of a shard.
        public var sequenceNumber: String
        /// What decided on the shard.
        public var partitionKey: String
        /// The data in base64, as the event has it.
        public var encodedData: String
        /// When the stream took the record, or `nil` if the event does not say.
        public var arrivedAt: Date?
        /// The stream's ARN.
        public var streamARN: String

        init(_ node: JSONNode) throws(EventError) {
            eventID = try node.text("eventID") ?? ""
            streamARN = try node.text("eventSourceARN") ?? ""
            let kinesis = try node.requiredObject("kinesis")
            do {
                sequenceNumber = try kinesis.requiredText("sequenceNumber")
                partitionKey = try kinesis.text("partitionKey") ?? ""
                encodedData = try kinesis.requiredText("data")
            } catch {
                throw error.inside("kinesis")
            }
            arrivedAt = kinesis["approximateArrivalTimestamp"]?.double.map { Date(timeIntervalSince1970: $0) }
        }
    }
}

extension KinesisEvent.Record {
    /// The sequence number, by which the record is reported as failed.
    public var itemIdentifier: String { sequenceNumber }

    /// With all records of the event.
    public var ordering: BatchOrdering { .stream }

    /// The shard's id, such as `shardId-000000000006`.
    public var shardID: String {
        String(eventID.prefix { $0 != ":" })
    }

    /// The data.
    ///
    /// - Throws: ``EventError`` with the code `invalidBase64` if the event has it malformed.
    public var data: [UInt8] {
        get throws(EventError) {
            guard let data = Base64.decode(encodedData) else {
                throw EventError(.invalidBase64, "`kinesis.data` is not base64.", at: "kinesis.data")
            }
            return data
        }
    }

    /// Reads the data as JSON.
    ///
    /// - Throws: ``EventError`` with the code `invalidJSON` if the data is not JSON, or what the type throws.
    public func decode<Value: EventInput>(_ type: Value.Type = Value.self) throws -> Value {
        try EventPayload.decode(type, from: data, at: "kinesis.data")
    }
}
