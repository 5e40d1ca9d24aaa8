public import SwiftletJSON

/// The event of a `TOKEN` Lambda authorizer.
///
/// The response is an ``AuthorizerPolicy``.
public struct TokenAuthorizerEvent: EventModel, RecognizedEvent {
    /// The value of the header field that contains the token, as the client sent it.
    public let token: String
    /// The ARN of the requested method.
    public let methodARN: String

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if the token or the ARN is missing.
    public init(event: JSONNode) throws(EventError) {
        token = try event.requiredText("authorizationToken")
        methodARN = try event.requiredText("methodArn")
    }

    /// Whether the event is for a `TOKEN` authorizer.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event["type"]?.equals("TOKEN") == true && event["methodArn"] != nil
    }

    /// The token without a leading `Bearer` scheme.
    public var bearerToken: String {
        let parts = token.utf8.split(separator: UInt8(ascii: " "), maxSplits: 1).map { Substring($0) }
        return parts.count == 2 && parts[0].equalsIgnoringASCIICase("bearer") ? String(parts[1]) : token
    }
}

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
        methodARN = try event.requiredText(isVersion2 ? "routeArn" : "methodArn")
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
    }
}
