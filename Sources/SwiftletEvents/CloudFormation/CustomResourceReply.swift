import SwiftletJSON

/// The reply to a request for a custom resource, which is sent to the pre-signed URL of the event.
///
/// See [Custom resource response
/// objects](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html).
public struct CustomResourceReply: Sendable {
    /// The maximum size of a reply in bytes.
    static let maximumSize = 4096
    /// The maximum length of a physical resource ID in bytes.
    static let maximumIDLength = 1024
    /// The maximum length of a reason in bytes.
    private static let maximumReasonLength = 512
    /// The prefix of the ID of a resource whose creation failed.
    private static let failedPrefix = "CREATE_FAILED/"

    /// The reply in JSON: at most 4,096 bytes.
    public let body: [UInt8]
    /// The reason of a failure; `nil` if the request succeeded.
    public let reason: String?

    /// Creates a reply for a result.
    ///
    /// The reply is a failure if the physical resource ID is empty or too long, or if the reply is too large.
    public init(to event: CustomResourceEvent, _ result: CustomResourceResult) {
        let id = result.physicalResourceID ?? Self.presentID(of: event)
        guard !id.isEmpty, id.utf8.count <= Self.maximumIDLength else {
            self.init(
                to: event,
                failure:
                    "The physical resource ID must have 1 to \(Self.maximumIDLength) bytes, but has \(id.utf8.count).",
                id: Self.presentID(of: event)
            )
            return
        }
        var object = Self.members(of: event, status: "SUCCESS", id: id)
        if result.noEcho { object["NoEcho"] = true }
        if !result.data.isEmpty { object["Data"] = .object(result.data) }
        let body = JSON.object(object).bytes
        guard body.count <= Self.maximumSize else {
            self.init(
                to: event,
                failure: "The reply must have at most \(Self.maximumSize) bytes, but has \(body.count).",
                id: id
            )
            return
        }
        self.init(body: body, reason: nil)
    }

    /// Creates a reply for a failed request.
    ///
    /// A failed creation must have created nothing: the request to delete its resource succeeds without the handler.
    ///
    /// - Parameters:
    ///   - event: The request.
    ///   - reason: The reason, which is shown to the user; it is truncated to 512 bytes.
    public init(to event: CustomResourceEvent, failure reason: String) {
        self.init(to: event, failure: reason, id: event.physicalResourceID ?? Self.failedPrefix + event.requestID)
    }

    /// Creates a reply for a request that was interrupted, which may have created the resource.
    ///
    /// The request to delete the resource is passed to the handler, unlike that of a failed creation.
    init(to event: CustomResourceEvent, interruption reason: String) {
        self.init(to: event, failure: reason, id: Self.presentID(of: event))
    }

    /// The ID of the resource, or that of a new one.
    private static func presentID(of event: CustomResourceEvent) -> String {
        event.physicalResourceID ?? "\(event.logicalResourceID)-\(event.requestID)"
    }

    private init(to event: CustomResourceEvent, failure reason: String, id: String) {
        var end = reason.startIndex
        while end < reason.endIndex {
            let next = reason.index(after: end)
            guard reason.utf8.distance(from: reason.startIndex, to: next) <= Self.maximumReasonLength else { break }
            end = next
        }
        let shown = end == reason.startIndex ? "The request failed." : String(reason[..<end])
        var object = Self.members(of: event, status: "FAILED", id: id)
        object["Reason"] = .string(shown)
        self.init(body: JSON.object(object).bytes, reason: shown)
    }

    private init(body: [UInt8], reason: String?) {
        self.body = body
        self.reason = reason
    }

    private static func members(of event: CustomResourceEvent, status: String, id: String) -> JSONObject {
        [
            "Status": .string(status), "PhysicalResourceId": .string(id), "StackId": .string(event.stackID),
            "RequestId": .string(event.requestID), "LogicalResourceId": .string(event.logicalResourceID),
        ]
    }

    /// Whether the request deletes a resource that was never created.
    ///
    /// After a failed creation, CloudFormation deletes the resource with the ID of the failed reply.
    static func isDeletionOfFailedCreation(_ event: CustomResourceEvent) -> Bool {
        event.requestType == .delete
            && event.physicalResourceID?.utf8.starts(with: failedPrefix.utf8) == true
    }
}
