public import SwiftletJSON

/// What an API asks an authorizer of the token type: whether a token is good.
///
/// It is answered with an ``AuthorizerPolicy``.
public struct TokenAuthorizerEvent: EventModel, RecognizedEvent {
    /// The header field with the token, as the client sent it.
    public let token: String
    /// What the client wants to do.
    public let methodARN: String

    /// Reads an event.
    ///
    /// - Throws: ``EventError`` if it has no token or no ARN.
    public init(event: JSONNode) throws(EventError) {
        token = try event.requiredText("authorizationToken")
        methodARN = try event.requiredText("methodArn")
    }

    /// Whether the event asks an authorizer of the token type.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event["type"]?.equals("TOKEN") == true && event["methodArn"] != nil
    }

    /// The token without the word `Bearer` in front of it.
    public var bearerToken: String {
        let parts = token.utf8.split(separator: UInt8(ascii: " "), maxSplits: 1).map { Substring($0) }
        return parts.count == 2 && parts[0].equalsIgnoringASCIICase("bearer") ? String(parts[1]) : token
    }
}

/// What an API asks an authorizer of the request type: whether a request may pass.
///
/// One of payload format 1.0 is answered with an ``AuthorizerPolicy``, one of 2.0 with that or, where the API is set to
/// it, with an ``AuthorizerDecision``.
public struct RequestAuthorizerEvent: EventModel, RecognizedEvent {
    /// The request: its body is never there.
    public let request: Request
    /// What the client wants to do: the `methodArn` or `routeArn` of the event.
    public let methodARN: String
    /// The values the API has been told to identify the client by.
    public let identitySource: [String]

    /// Reads an event of either payload format.
    ///
    /// - Throws: ``EventError`` if it has no ARN, or its request no method or path.
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

    /// Whether the event asks an authorizer of the request type.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event["type"]?.equals("REQUEST") == true && (event["methodArn"] != nil || event["routeArn"] != nil)
    }
}
