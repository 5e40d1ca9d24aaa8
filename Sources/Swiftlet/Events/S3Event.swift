public import FoundationEssentials
public import SwiftletJSON

/// Changes in an S3 bucket.
public struct S3Event: EventModel, RecognizedEvent {
    /// The changes; none in the test message that S3 sends when a notification is set up.
    public var records: [Record]

    /// Reads an event.
    ///
    /// - Throws: ``EventError`` if there are no `Records`, or one does not name its bucket and object.
    public init(event: JSONNode) throws(EventError) {
        if Self.isTest(event) {
            records = []
            return
        }
        records = try event.records { (node) throws(EventError) in try Record(node) }
    }

    /// Whether the event is a notification of S3, or the test message that S3 sends when one is set up.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event.hasRecords(from: "aws:s3") || isTest(event)
    }

    private static func isTest(_ event: JSONNode) -> Bool {
        event["Records"] == nil && event["Event"]?.equals("s3:TestEvent") == true
    }

    /// A change of an object.
    public struct Record: Sendable, Hashable {
        /// What happened, such as `ObjectCreated:Put`.
        public var eventName: String
        /// When it happened, or `nil` if the event does not say.
        public var happenedAt: Date?
        /// The bucket's region.
        public var region: String
        /// The bucket's name.
        public var bucket: String
        /// The object's key, decoded: the event has it encoded like a form's value, with `+` for a space.
        public var key: String
        /// The object's size in bytes; `nil` where it was deleted.
        public var size: Int64?
        /// The object's entity tag.
        public var eTag: String?
        /// The object's version, in a bucket with versions.
        public var versionID: String?
        /// A hexadecimal number that orders the changes of one key.
        public var sequencer: String?

        init(_ node: JSONNode) throws(EventError) {
            eventName = try node.requiredText("eventName")
            happenedAt = EventTime.date(try node.text("eventTime"))
            region = try node.text("awsRegion") ?? ""
            let s3 = try node.requiredObject("s3")
            do {
                let bucket = try s3.requiredObject("bucket")
                self.bucket = try EventError.at("bucket") { () throws(EventError) in try bucket.requiredText("name") }
                let object = try s3.requiredObject("object")
                let key = try EventError.at("object") { () throws(EventError) in try object.requiredText("key") }
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
