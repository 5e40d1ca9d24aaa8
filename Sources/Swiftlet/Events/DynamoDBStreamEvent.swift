public import FoundationEssentials
public import SwiftletJSON

/// Changes of a DynamoDB table: records of its stream, all from one shard, in order.
public struct DynamoDBStreamEvent: EventModel, RecognizedEvent {
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

    /// Whether the event is a batch of records of a DynamoDB stream.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event.hasRecords(from: "aws:dynamodb")
    }

    /// What happened to an item.
    public struct Change: Sendable, Hashable, CustomStringConvertible {
        /// It was added.
        public static let insert = Change("INSERT")
        /// It was changed.
        public static let modify = Change("MODIFY")
        /// It was deleted.
        public static let remove = Change("REMOVE")

        /// The name in the event.
        public let description: String

        init(_ description: String) {
            self.description = description
        }
    }

    /// A change of an item.
    public struct Record: BatchRecord {
        /// The record's id.
        public var eventID: String
        /// What happened.
        public var change: Change
        /// The number that orders the records of a shard.
        public var sequenceNumber: String
        /// About when it happened, or `nil` if the event does not say.
        public var createdAt: Date?
        /// What of the item the stream carries, such as `NEW_AND_OLD_IMAGES`.
        public var streamViewType: String
        /// The stream's ARN.
        public var streamARN: String
        /// Whether the table deleted the item because its time to live was over.
        public var isExpiry: Bool
        private let node: JSONNode

        init(_ node: JSONNode) throws(EventError) {
            eventID = try node.text("eventID") ?? ""
            change = Change(try node.requiredText("eventName"))
            streamARN = try node.text("eventSourceARN") ?? ""
            isExpiry = node["userIdentity"]?["principalId"]?.equals("dynamodb.amazonaws.com") == true
            let dynamodb = try node.requiredObject("dynamodb")
            do {
                sequenceNumber = try dynamodb.requiredText("SequenceNumber")
                streamViewType = try dynamodb.text("StreamViewType") ?? ""
            } catch {
                throw error.inside("dynamodb")
            }
            createdAt = dynamodb["ApproximateCreationDateTime"]?.double.map { Date(timeIntervalSince1970: $0) }
            self.node = dynamodb
        }

        /// The attributes of the item's key.
        ///
        /// - Throws: ``EventError`` if the event has them malformed.
        public var keys: [String: AttributeValue] {
            get throws(EventError) { try image("Keys") ?? [:] }
        }

        /// The item as it is now; `nil` where it was deleted, or the stream does not carry it.
        ///
        /// - Throws: ``EventError`` if the event has it malformed.
        public var newImage: [String: AttributeValue]? {
            get throws(EventError) { try image("NewImage") }
        }

        /// The item as it was before; `nil` where it was added, or the stream does not carry it.
        ///
        /// - Throws: ``EventError`` if the event has it malformed.
        public var oldImage: [String: AttributeValue]? {
            get throws(EventError) { try image("OldImage") }
        }

        private func image(_ name: String) throws(EventError) -> [String: AttributeValue]? {
            guard let image = node[name], !image.isNull else { return nil }
            do {
                return try AttributeValue.map(image)
            } catch {
                throw error.inside("dynamodb.\(name)")
            }
        }
    }
}

extension DynamoDBStreamEvent.Record {
    /// The sequence number, by which the record is reported as failed.
    public var itemIdentifier: String { sequenceNumber }

    /// With all records of the event.
    public var ordering: BatchOrdering { .stream }
}
