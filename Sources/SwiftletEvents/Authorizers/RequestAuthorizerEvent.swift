public import Swiftlet
public import SwiftletJSON

/// The event of a `REQUEST` Lambda authorizer.
///
/// With payload format 1.0 the response is an ``AuthorizerPolicy``. With payload format 2.0 it is a policy or, if the API
/// enables simple responses, an ``AuthorizerDecision``.
public struct RequestAuthorizerEvent: EventModel, RecognizedEvent {
    /// The request, always without a body.
    public let request: Request
    /// The ARN of the requested method or route: `methodArn` or `routeArn` in the event.
    public let methodARN: String
    /// The values of the authorizer's configured identity sources.
    public let identitySource: [String]

    /// Creates an event from its JSON, in either payload format.
    ///
    /// - Throws: ``EventError`` if the ARN is missing, or the request has no method or path.
    public init(event: JSONNode) throws(EventError) {
        let isVersion2 = event["routeArn"] != nil
        methodARN = try event.requiredString(isVersion2 ? "routeArn" : "methodArn")
        request = try (isVersion2 ? HTTPEventShape.httpAPI : .restAPI).request(from: event)
        if let source = event["identitySource"] {
            identitySource = source.string.map { [$0] } ?? source.elements.compactMap(\.string)
        } else {
            identitySource = []
        }
    }

    /// Whether the event is for a `REQUEST` authorizer.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event["type"]?.equals("REQUEST") == true && (event["methodArn"] != nil || event["routeArn"] != nil)
            && !WebSocketAuthorizerEvent.isWebSocket(event)
    }
}
