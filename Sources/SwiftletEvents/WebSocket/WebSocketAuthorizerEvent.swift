public import Swiftlet
public import SwiftletJSON

/// The event of a Lambda authorizer of a WebSocket API, which authorizes a connection on the route `$connect`.
///
/// The response is an ``AuthorizerPolicy``.
///
/// See [Control access to WebSocket APIs with REQUEST
/// authorizers](https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html).
public struct WebSocketAuthorizerEvent: EventModel, RecognizedEvent {
    /// The ARN of the route: `arn:aws:execute-api:{region}:{account}:{api}/{stage}/$connect`.
    public let methodARN: String
    /// The connection and the API.
    public let requestContext: WebSocketRequestContext
    /// The header fields of the handshake.
    public let headers: WebSocketFields
    /// The query parameters of the handshake.
    public let query: WebSocketFields

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if the ARN or the connection ID is missing, or a member has the wrong type.
    public init(event: JSONNode) throws(EventError) {
        methodARN = try event.requiredString("methodArn")
        requestContext = try WebSocketRequestContext(event)
        headers = WebSocketFields(event, all: "multiValueHeaders", single: "headers", ignoresCase: true)
        query = WebSocketFields(
            event,
            all: "multiValueQueryStringParameters",
            single: "queryStringParameters",
            ignoresCase: false
        )
    }

    /// Whether the event is for an authorizer of a WebSocket API.
    public static func recognizes(_ event: JSONNode) -> Bool {
        event["type"]?.equals("REQUEST") == true && event["methodArn"] != nil && isWebSocket(event)
    }

    /// Whether the request is the handshake of a WebSocket.
    static func isWebSocket(_ event: JSONNode) -> Bool {
        event["requestContext"]?["connectionId"]?.kind == .string
    }
}
