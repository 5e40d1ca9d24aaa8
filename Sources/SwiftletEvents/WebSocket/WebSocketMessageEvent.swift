public import Swiftlet
public import SwiftletJSON

/// The event of a message from a client of a WebSocket API.
///
/// ```swift
/// let chat = EventHandler("chat") { (event: WebSocketMessageEvent, context) in
///     let message = try event.decode(ChatMessage.self)
///     return WebSocketResponse(text: "Received \(message.text.count) characters.")
/// }
/// ```
///
/// The response is a ``WebSocketResponse``, whose body is sent to the client if the route has a route response. Other messages
/// are sent with the management API.
///
/// See [Working with WebSocket
/// APIs](https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api.html).
public struct WebSocketMessageEvent: EventModel, RecognizedEvent {
    /// The connection and the API.
    public let requestContext: WebSocketRequestContext
    /// The message ID.
    public let messageID: String?
    /// The message: UTF-8 text, or bytes if ``isBinary``.
    public let body: [UInt8]
    /// Whether the message is binary, for which the event has base64.
    public let isBinary: Bool

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if the connection ID is missing, a member has the wrong type, or the body is not valid base64.
    public init(event: JSONNode) throws(EventError) {
        requestContext = try WebSocketRequestContext(event)
        messageID = event["requestContext"]?["messageId"]?.string
        isBinary = try event.optionalBool("isBase64Encoded") ?? false
        let text = try event.optionalString("body") ?? ""
        body = isBinary ? try EventPayload.bytes(text, at: "body") : Array(text.utf8)
    }

    /// Whether the event is of a message.
    public static func recognizes(_ event: JSONNode) -> Bool {
        WebSocketRequestContext.isEvent(event, of: "MESSAGE")
    }

    /// The message as text.
    public var text: String { String(decoding: body, as: UTF8.self) }

    /// Decodes the message as JSON.
    ///
    /// - Throws: ``EventError`` with the code `invalidJSON` if it is not JSON, or any error that decoding the type throws.
    public func decode<Value: EventInput>(_ type: Value.Type = Value.self) throws -> Value {
        try EventPayload.decode(type, from: body, at: "body")
    }
}
