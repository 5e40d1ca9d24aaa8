public import Swiftlet
public import SwiftletJSON

/// A request of CloudFormation to create, update or delete a custom resource.
///
/// CloudFormation waits for a reply at the pre-signed URL of the event, whatever the function returns.
/// ``respond(context:through:margin:body:)`` sends it, also if the handler fails or the deadline is near:
///
/// ```swift
/// let zones = EventHandler("zones", Inject(httpClient)) { (event: CustomResourceEvent, context, client) in
///     try await event.respond(context: context, through: client) { event in
///         let zone = try event.decodeProperties(Zone.self)
///         switch event.requestType {
///         case .create:
///             return CustomResourceResult(
///                 physicalResourceID: "zone-\(zone.name)",
///                 data: ["Name": .string(zone.name)]
///             )
///         case .update: return CustomResourceResult()
///         case .delete: return CustomResourceResult()
///         }
///     }
/// }
/// ```
///
/// The provider framework of the CDK passes the URL on, but sends the reply itself. A function for it returns a
/// ``CustomResourceResult`` and does not call `respond`.
///
/// See [Custom resource request
/// objects](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html).
public struct CustomResourceEvent: EventModel, RecognizedEvent {
    /// What CloudFormation requests.
    public enum RequestType: String, Sendable, Hashable {
        /// The resource is created.
        case create = "Create"
        /// The properties of the resource change.
        case update = "Update"
        /// The resource is deleted, or replaced by one with another physical resource ID.
        case delete = "Delete"
    }

    /// What CloudFormation requests.
    public let requestType: RequestType
    /// The ID of the request, which stays the same across retries.
    public let requestID: String
    /// The ARN of the stack.
    public let stackID: String
    /// The type of the resource, such as `Custom::Zone`.
    public let resourceType: String
    /// The name of the resource in the template.
    public let logicalResourceID: String
    /// The ID of the resource, as returned when it was created; `nil` for a create request.
    public let physicalResourceID: String?
    /// The properties in the template, with scalars as strings, and the function's ARN as `ServiceToken`.
    public let resourceProperties: JSON
    /// The properties before an update.
    public let oldResourceProperties: JSON?
    /// The pre-signed URL that the reply is sent to, or `nil` if the event has none.
    public let responseURL: Secret<String>?

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if a required member is missing or has the wrong type, or the type of the request is unknown.
    public init(event: JSONNode) throws(EventError) {
        guard let type = RequestType(rawValue: try event.requiredString("RequestType")) else {
            throw .invalidValue("RequestType", expected: "Create, Update or Delete")
        }
        requestType = type
        requestID = try event.requiredString("RequestId")
        stackID = try event.requiredString("StackId")
        resourceType = try event.requiredString("ResourceType")
        logicalResourceID = try event.requiredString("LogicalResourceId")
        physicalResourceID = try event.optionalString("PhysicalResourceId")
        if type != .create, physicalResourceID == nil { throw .missing("PhysicalResourceId") }
        resourceProperties = try event.optionalObject("ResourceProperties")?.value ?? [:]
        oldResourceProperties = try event.optionalObject("OldResourceProperties")?.value
        responseURL = try event.optionalString("ResponseURL").map { Secret($0) }
    }

    /// Whether the event is a request for a custom resource.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event["RequestType"]?.kind == .string && event["StackId"]?.kind == .string
            && event["LogicalResourceId"]?.kind == .string
    }

    /// Decodes the properties.
    ///
    /// - Throws: Any error that decoding the type throws; its path begins with `ResourceProperties`.
    public func decodeProperties<Properties: EventInput>(_ type: Properties.Type = Properties.self) throws -> Properties
    {
        try EventPayload.decode(type, from: resourceProperties.bytes, at: "ResourceProperties")
    }
}
