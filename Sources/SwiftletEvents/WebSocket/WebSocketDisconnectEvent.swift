public import Swiftlet
public import SwiftletJSON

/// The event of a connection of a WebSocket API that is closed, on the route `$disconnect`.
///
/// API Gateway sends it at best effort, and ignores the response.
///
/// See [Working with routes for WebSocket
/// APIs](https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html).
public struct WebSocketDisconnectEvent: EventModel, RecognizedEvent {
    /// The connection and the API.
    public let requestContext: WebSocketRequestContext
    /// The status code of the close frame, such as 1001.
    public let statusCode: Int?
    /// The reason in the close frame.
    public let reason: String?

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if the connection ID is missing, or a member has the wrong type.
    public init(event: JSONNode) throws(EventError) {
        requestContext = try WebSocketRequestContext(event)
        statusCode = event["requestContext"]?["disconnectStatusCode"]?.int
        reason = event["requestContext"]?["disconnectReason"]?.string
    }

    /// Whether the event is of a closed connection.
    public static func recognizes(_ event: JSONNode) -> Bool {
        WebSocketRequestContext.isEvent(event, of: "DISCONNECT")
    }
}
