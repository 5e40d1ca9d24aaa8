public import Swiftlet
public import SwiftletJSON

/// The event of a request to an Object Lambda access point of S3.
///
/// For `HeadObject` the response is an ``S3HeadObjectResponse``, for `ListObjects` and `ListObjectsV2` an
/// ``S3ListObjectsResponse``. For `GetObject` the function sends the object with the action `WriteGetObjectResponse` of S3, and
/// its response is ignored. S3 Object Lambda is available to existing customers only.
///
/// See [Event context format and usage](https://docs.aws.amazon.com/AmazonS3/latest/userguide/olap-event-context.html).
public struct S3ObjectLambdaEvent: EventModel, RecognizedEvent {
    /// The requested operation.
    public enum Operation: Sendable, Hashable {
        /// The object is read. The response is sent to the route with the token.
        case getObject(outputRoute: String, outputToken: Secret<String>)
        /// The metadata of the object is read.
        case headObject
        /// Objects are listed.
        case listObjects
        /// Objects are listed, with version 2 of the operation.
        case listObjectsV2
    }

    /// The requested operation.
    public let operation: Operation
    /// The pre-signed URL of the original object or list.
    public let inputURL: Secret<String>
    /// The request ID.
    public let requestID: String
    /// The ARN of the Object Lambda access point.
    public let accessPointARN: String
    /// The ARN of the supporting access point.
    public let supportingAccessPointARN: String
    /// The payload in the configuration of the access point: any text.
    public let payload: String
    /// The URL of the client's request.
    public let requestURL: String
    /// The header fields of the client's request.
    public let requestHeaders: [String: String]
    /// The identity of the client.
    public let userIdentity: JSON
    /// The version of the event, such as `1.00`.
    public let protocolVersion: String

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if a required member is missing or has the wrong type.
    public init(event: JSONNode) throws(EventError) {
        guard let name = Self.contextName(of: event) else { throw .missing("getObjectContext") }
        let context = try event.requiredObject(name)
        do {
            inputURL = Secret(try context.requiredString("inputS3Url"))
            switch name {
            case "getObjectContext":
                operation = .getObject(
                    outputRoute: try context.requiredString("outputRoute"),
                    outputToken: Secret(try context.requiredString("outputToken"))
                )
            case "headObjectContext": operation = .headObject
            case "listObjectsContext": operation = .listObjects
            default: operation = .listObjectsV2
            }
        } catch {
            throw error.inside(name)
        }
        requestID = try event.optionalString("xAmzRequestId") ?? ""
        let configuration = try event.requiredObject("configuration")
        do {
            accessPointARN = try configuration.requiredString("accessPointArn")
            supportingAccessPointARN = try configuration.optionalString("supportingAccessPointArn") ?? ""
            payload = try configuration.optionalString("payload") ?? ""
        } catch {
            throw error.inside("configuration")
        }
        let request = try event.requiredObject("userRequest")
        requestURL = try EventError.at("userRequest") { () throws(EventError) in try request.requiredString("url") }
        requestHeaders = request.scalarStrings("headers")
        userIdentity = event.optionalValue("userIdentity") ?? [:]
        protocolVersion = event["protocolVersion"]?.scalarText ?? ""
    }

    private static func contextName(of event: JSONNode) -> String? {
        ["getObjectContext", "headObjectContext", "listObjectsContext", "listObjectsV2Context"]
            .first { event[$0]?.kind == .object }
    }

    /// Whether the event is of an Object Lambda access point.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event["xAmzRequestId"] != nil && event["userRequest"]?.kind == .object && contextName(of: event) != nil
    }
}
