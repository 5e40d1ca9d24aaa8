public import FoundationEssentials
import Swiftlet
public import SwiftletJSON

/// The members that all events of a WebSocket API have.
public struct WebSocketRequestContext: Sendable {
    /// The connection ID, with which messages are sent to the client.
    public let connectionID: String
    /// The route key: `$connect`, `$disconnect`, `$default`, or the value of the route selection expression.
    public let routeKey: String
    /// The request ID.
    public let requestID: String
    /// The API ID.
    public let apiID: String
    /// The stage.
    public let stage: String
    /// The domain name of the API: messages are sent to `https://DOMAIN/STAGE/@connections/CONNECTION-ID`.
    public let domainName: String
    /// The time at which the client connected.
    public let connectedAt: Date?
    /// The time of the request.
    public let requestTime: Date?
    /// The address of the client.
    public let sourceAddress: String?
    /// The client's user agent.
    public let userAgent: String?
    /// The context of the Lambda authorizer of `$connect`.
    public let authorizer: JSON?
    /// The stage variables.
    public let stageVariables: [String: String]

    init(_ event: JSONNode) throws(EventError) {
        let context = try event.requiredObject("requestContext")
        do {
            connectionID = try context.requiredString("connectionId")
            routeKey = try context.optionalString("routeKey") ?? ""
            requestID = try context.optionalString("requestId") ?? ""
            apiID = try context.optionalString("apiId") ?? ""
            stage = try context.optionalString("stage") ?? ""
            domainName = try context.optionalString("domainName") ?? ""
        } catch {
            throw error.inside("requestContext")
        }
        connectedAt = context["connectedAt"]?.time
        requestTime = context["requestTimeEpoch"]?.time
        sourceAddress = context["identity"]?["sourceIp"]?.string
        userAgent = context["identity"]?["userAgent"]?.string
        authorizer = context.optionalValue("authorizer")
        stageVariables = event.scalarStrings("stageVariables")
    }

    /// Whether an event is of a WebSocket API and of a type such as `MESSAGE`.
    ///
    /// An event of a Lambda authorizer has the same members and a `methodArn`.
    static func isEvent(_ event: JSONNode, of type: StaticString) -> Bool {
        guard let context = event["requestContext"], event["methodArn"] == nil else { return false }
        return context["eventType"]?.equals(type) == true && context["connectionId"]?.kind == .string
    }
}
