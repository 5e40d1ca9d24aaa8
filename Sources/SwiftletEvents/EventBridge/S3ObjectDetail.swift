public import FoundationEssentials
public import Swiftlet
public import SwiftletJSON

/// The detail of the events that S3 sends to EventBridge, such as `Object Created`.
///
/// ```swift
/// let thumbnails = EventHandler("thumbnails") { (event: EventBridgeEvent<S3ObjectDetail>, context) in
///     guard event.detailType == S3ObjectDetail.created else { return }
///     context.logger.info("\(event.detail.key) has \(event.detail.size ?? 0) bytes.")
/// }
/// ```
///
/// Unlike in an ``S3Event``, the keys of objects are not URL-encoded
/// ([Amazon S3 documentation, "EventBridge event message structure"](https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html)).
/// The source of a handler is a bucket.
public struct S3ObjectDetail: EventModel, EventBridgeSourceDetail {
    /// The source of the events.
    public static let eventSource = "aws.s3"

    /// The `detail-type` of an object that was created.
    public static let created = "Object Created"
    /// The `detail-type` of an object that was deleted.
    public static let deleted = "Object Deleted"
    /// The `detail-type` of a restore from an archive that was initiated.
    public static let restoreInitiated = "Object Restore Initiated"
    /// The `detail-type` of a restore from an archive that was completed.
    public static let restoreCompleted = "Object Restore Completed"
    /// The `detail-type` of a restored copy that expired.
    public static let restoreExpired = "Object Restore Expired"
    /// The `detail-type` of an object that moved to another storage class.
    public static let storageClassChanged = "Object Storage Class Changed"
    /// The `detail-type` of an object that moved to another access tier.
    public static let accessTierChanged = "Object Access Tier Changed"
    /// The `detail-type` of an access control list that was updated.
    public static let accessControlListUpdated = "Object ACL Updated"
    /// The `detail-type` of tags that were added.
    public static let tagsAdded = "Object Tags Added"
    /// The `detail-type` of tags that were deleted.
    public static let tagsDeleted = "Object Tags Deleted"

    /// The bucket name.
    public var bucket: String
    /// The object key.
    public var key: String
    /// The object size in bytes; `nil` if the object was deleted.
    public var size: Int64?
    /// The ETag of the object.
    public var eTag: String?
    /// The version ID of the object in a versioned bucket.
    public var versionID: String?
    /// A hexadecimal value that orders the events of one key.
    public var sequencer: String?
    /// The ID of the request that caused the event.
    public var requestID: String?
    /// The account ID or the service principal of the requester.
    public var requester: String?
    /// The IP address of the requester; `nil` if a service of AWS caused the event.
    public var sourceIPAddress: String?
    /// The operation or the rule that caused the event, such as `PutObject` or `Lifecycle Expiration`.
    public var reason: String?
    /// How the object was deleted: `Permanently Deleted` or `Delete Marker Created`.
    public var deletionType: String?
    /// The time at which the restored copy expires.
    public var restoreExpiryTime: Date?
    /// The storage class of the archived object.
    public var sourceStorageClass: String?
    /// The new storage class.
    public var destinationStorageClass: String?
    /// The new access tier.
    public var destinationAccessTier: String?

    /// Whether the detail has the name of a bucket and the key of an object.
    ///
    /// API calls that CloudTrail records have the same source, but another detail.
    public static func recognizesDetail(_ detail: JSONNode) -> Bool {
        detail["bucket"]?["name"]?.kind == .string && detail["object"]?["key"]?.kind == .string
    }

    /// Creates a detail from its JSON.
    ///
    /// - Throws: ``EventError`` if the name of the bucket or the key of the object is missing.
    public init(event: JSONNode) throws(EventError) {
        let bucket = try event.requiredObject("bucket")
        self.bucket = try EventError.at("bucket") { () throws(EventError) in try bucket.requiredString("name") }
        let object = try event.requiredObject("object")
        key = try EventError.at("object") { () throws(EventError) in try object.requiredString("key") }
        size = object["size"]?.int64
        eTag = object["etag"]?.string
        versionID = object["version-id"]?.string
        sequencer = object["sequencer"]?.string
        requestID = event["request-id"]?.string
        requester = event["requester"]?.string
        sourceIPAddress = event["source-ip-address"]?.string
        reason = event["reason"]?.string
        deletionType = event["deletion-type"]?.string
        restoreExpiryTime = EventTime.date(event["restore-expiry-time"]?.string)
        sourceStorageClass = event["source-storage-class"]?.string
        destinationStorageClass = event["destination-storage-class"]?.string
        destinationAccessTier = event["destination-access-tier"]?.string
    }
}
