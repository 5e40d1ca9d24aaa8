public import FoundationEssentials
public import Swiftlet
public import SwiftletJSON

/// A batch of DynamoDB stream records from one shard, in order.
///
/// ```swift
/// let changes = EventHandler("changes") { (event: DynamoDBStreamEvent, context) in
///     await processBatch(event.records) { record in
///         let keys = try record.keys
///         context.logger.info("\(record.change) of \(keys)")
///     }
/// }
/// ```
public struct DynamoDBStreamEvent: EventModel, RecognizedEvent {
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

    /// Whether the event is a batch of DynamoDB stream records.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event.hasRecords(from: "aws:dynamodb")
    }

    /// The type of a data modification.
    public struct Change: Sendable, Hashable, CustomStringConvertible {
        /// The item was added.
        public static let insert = Change("INSERT")
        /// The item was updated.
        public static let modify = Change("MODIFY")
        /// The item was deleted.
        public static let remove = Change("REMOVE")

        /// The `eventName` in the event.
        public let description: String

        init(_ description: String) {
            self.description = description
        }
    }

    /// A modification of an item.
    public struct Record: BatchRecord {
        /// The event ID of the record.
        public var eventID: String
        /// The type of modification.
        public var change: Change
        /// The sequence number, which orders the records of a shard.
        public var sequenceNumber: String
        /// The approximate time of the modification, or `nil` if the event has none.
        public var createdAt: Date?
        /// The stream view type, such as `NEW_AND_OLD_IMAGES`.
        public var streamViewType: String
        /// The ARN of the stream.
        public var streamARN: String
        /// Whether the item was deleted because its time to live (TTL) expired.
        public var isTTLExpiration: Bool
        private let node: JSONNode

        init(_ node: JSONNode) throws(EventError) {
            eventID = try node.optionalString("eventID") ?? ""
            change = Change(try node.requiredString("eventName"))
            streamARN = try node.optionalString("eventSourceARN") ?? ""
            isTTLExpiration = node["userIdentity"]?["principalId"]?.equals("dynamodb.amazonaws.com") == true
            let dynamodb = try node.requiredObject("dynamodb")
            do {
                sequenceNumber = try dynamodb.requiredString("SequenceNumber")
                streamViewType = try dynamodb.optionalString("StreamViewType") ?? ""
            } catch {
                throw error.inside("dynamodb")
            }
            createdAt = dynamodb["ApproximateCreationDateTime"]?.double.map { Date(timeIntervalSince1970: $0) }
            self.node = dynamodb
        }

        /// The key attributes of the item.
        ///
        /// - Throws: ``EventError`` if they are malformed.
        public var keys: [String: AttributeValue] {
            get throws(EventError) { try image("Keys") ?? [:] }
        }

        /// The item after the modification; `nil` if it was deleted or the stream does not include new images.
        ///
        /// - Throws: ``EventError`` if the image is malformed.
        public var newImage: [String: AttributeValue]? {
            get throws(EventError) { try image("NewImage") }
        }

        /// The item before the modification; `nil` if it was added or the stream does not include old images.
        ///
        /// - Throws: ``EventError`` if the image is malformed.
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
    /// The sequence number, which identifies the record in a batch item failure.
    public var itemIdentifier: BatchItemIdentifier { BatchItemIdentifier(sequenceNumber) }

    /// Ordered with all other records of the batch.
    public var ordering: BatchOrdering { .stream }
}
