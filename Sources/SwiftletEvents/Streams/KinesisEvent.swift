public import FoundationEssentials
public import Swiftlet
public import SwiftletJSON

/// A batch of Kinesis data stream records from one shard, in order.
///
/// ```swift
/// let clicks = EventHandler("clicks", from: "clicks") { (event: KinesisEvent, context) in
///     let count = (event.window?.state["count"]?.int ?? 0) + event.records.count
///     return BatchResponse(state: ["count": .integer(count)])
/// }
/// ```
public struct KinesisEvent: EventModel, RecognizedEvent {
    /// The records, oldest first.
    public var records: [Record]
    /// The tumbling window of the batch, or `nil` if the event source mapping has none.
    public var window: TumblingWindow?

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if `Records` is missing, a record lacks a required member, or the window is malformed.
    public init(event: JSONNode) throws(EventError) {
        records = try event.records { (node) throws(EventError) in try Record(node) }
        window = try TumblingWindow(event)
    }

    /// The batches of this type only.
    public static var kind: EventKind { .streamBatches(of: Self.self) }

    /// Whether the event is a batch of Kinesis records.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event.hasRecords(from: "aws:kinesis")
    }

    /// A record of a Kinesis data stream.
    public struct Record: BatchRecord {
        /// The event ID: the shard ID, a colon and the sequence number.
        public var eventID: String
        /// The sequence number, which orders the records of a shard.
        public var sequenceNumber: String
        /// The partition key, which determines the shard.
        public var partitionKey: String
        /// The data in base64, as in the event.
        public var encodedData: String
        /// The approximate arrival time of the record, or `nil` if the event has none.
        public var arrivedAt: Date?
        /// The ARN of the stream.
        public var streamARN: String

        init(_ node: JSONNode) throws(EventError) {
            eventID = try node.optionalString("eventID") ?? ""
            streamARN = try node.optionalString("eventSourceARN") ?? ""
            let kinesis = try node.requiredObject("kinesis")
            do {
                sequenceNumber = try kinesis.requiredString("sequenceNumber")
                partitionKey = try kinesis.optionalString("partitionKey") ?? ""
                encodedData = try kinesis.requiredString("data")
            } catch {
                throw error.inside("kinesis")
            }
            arrivedAt = kinesis["approximateArrivalTimestamp"]?.double.map { Date(timeIntervalSince1970: $0) }
        }
    }
}

extension KinesisEvent.Record {
    /// The sequence number, which identifies the record in a batch item failure.
    public var itemIdentifier: BatchItemIdentifier { BatchItemIdentifier(sequenceNumber) }

    /// Ordered with all other records of the batch.
    public var ordering: BatchOrdering { .stream }

    /// The shard ID, such as `shardId-000000000006`.
    public var shardID: String {
        String(eventID.prefix { $0 != ":" })
    }

    /// The decoded data.
    ///
    /// - Throws: ``EventError`` with the code `invalidBase64` if the data is not valid base64.
    public var data: [UInt8] {
        get throws(EventError) { try EventPayload.bytes(encodedData, at: "kinesis.data") }
    }

    /// Decodes the data as JSON.
    ///
    /// - Throws: ``EventError`` with the code `invalidJSON` if the data is not JSON, or any error that decoding the type
    ///   throws.
    public func decode<Value: EventInput>(_ type: Value.Type = Value.self) throws -> Value {
        try EventPayload.decode(type, from: data, at: "kinesis.data")
    }
}
