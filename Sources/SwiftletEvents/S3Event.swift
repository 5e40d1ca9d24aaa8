public import FoundationEssentials
public import Swiftlet
public import SwiftletJSON

/// An S3 event notification.
///
/// ```swift
/// let uploads = EventHandler("uploads") { (event: S3Event, context) in
///     for upload in event.records { context.logger.info("\(upload.key) has \(upload.size ?? 0) bytes.") }
/// }
/// ```
///
/// When a notification is configured, S3 sends a test message, `s3:TestEvent`
/// ([Amazon S3 documentation](https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html)).
/// It is logged, and the handler is not called. In a queue or topic it is decoded as an event without records.
public struct S3Event: EventModel, RecognizedEvent {
    /// The records; empty in a test message.
    public var records: [Record]

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if `Records` is missing, or a record lacks its bucket or object.
    public init(event: JSONNode) throws(EventError) {
        if Self.isTestMessage(event) {
            records = []
            return
        }
        records = try event.records { (node) throws(EventError) in try Record(node) }
    }

    /// Whether the event is an S3 notification, or the test message that S3 sends when one is configured.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event.hasRecords(from: "aws:s3") || isTestMessage(event)
    }

    /// Whether the event is the test message that S3 sends when a notification is configured.
    public static func isTestMessage(_ event: JSONNode) -> Bool {
        event["Records"] == nil && event["Event"]?.equals("s3:TestEvent") == true
    }

    /// A change to an object.
    public struct Record: Sendable, Hashable {
        /// The event name, such as `ObjectCreated:Put`.
        public var eventName: String
        /// The event time, or `nil` if the event has none.
        public var eventTime: Date?
        /// The AWS region of the bucket.
        public var region: String
        /// The bucket name.
        public var bucket: String
        /// The object key, decoded from the URL encoding of the event, which has `+` for a space.
        public var key: String
        /// The object size in bytes; `nil` if the object was deleted.
        public var size: Int64?
        /// The ETag of the object.
        public var eTag: String?
        /// The version ID of the object in a versioned bucket.
        public var versionID: String?
        /// A hexadecimal value that orders the events of one key.
        public var sequencer: String?

        init(_ node: JSONNode) throws(EventError) {
            eventName = try node.requiredString("eventName")
            eventTime = EventTime.date(try node.optionalString("eventTime"))
            region = try node.optionalString("awsRegion") ?? ""
            let s3 = try node.requiredObject("s3")
            do {
                let bucket = try s3.requiredObject("bucket")
                self.bucket = try EventError.at("bucket") { () throws(EventError) in try bucket.requiredString("name") }
                let object = try s3.requiredObject("object")
                let key = try EventError.at("object") { () throws(EventError) in try object.requiredString("key") }
                self.key = PercentCoding.decode(key, plusIsSpace: true)
                size = object["size"]?.int64
                eTag = object["eTag"]?.string
                versionID = object["versionId"]?.string
                sequencer = object["sequencer"]?.string
            } catch {
                throw error.inside("s3")
            }
        }
    }
}
