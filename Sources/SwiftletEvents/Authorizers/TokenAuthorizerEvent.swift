public import Swiftlet
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
        token = try event.requiredString("authorizationToken")
        methodARN = try event.requiredString("methodArn")
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
