public import Swiftlet
public import SwiftletJSON

/// The event of a client that connects to a WebSocket API, on the route `$connect`.
///
/// The response is a ``WebSocketResponse``. A status other than 2xx, or an error, rejects the connection.
///
/// See [Working with routes for WebSocket
/// APIs](https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html).
public struct WebSocketConnectEvent: EventModel, RecognizedEvent {
    /// The connection and the API.
    public let requestContext: WebSocketRequestContext
    /// The header fields of the handshake.
    public let headers: WebSocketFields
    /// The query parameters of the handshake.
    public let query: WebSocketFields

    /// Creates an event from its JSON.
    ///
    /// - Throws: ``EventError`` if the connection ID is missing, or a member has the wrong type.
    public init(event: JSONNode) throws(EventError) {
        requestContext = try WebSocketRequestContext(event)
        headers = WebSocketFields(event, all: "multiValueHeaders", single: "headers", ignoresCase: true)
        query = WebSocketFields(
            event,
            all: "multiValueQueryStringParameters",
            single: "queryStringParameters",
            ignoresCase: false
        )
    }

    /// Whether the event is of a connecting client.
    public static func recognizes(_ event: JSONNode) -> Bool {
        WebSocketRequestContext.isEvent(event, of: "CONNECT")
    }

    /// The subprotocols that the client offers in `Sec-WebSocket-Protocol`.
    ///
    /// If there are any, the response must select one with ``WebSocketResponse/subprotocol``.
    public var subprotocols: [String] {
        headers.all("Sec-WebSocket-Protocol")
            .flatMap { field in
                field.utf8.split(separator: UInt8(ascii: ","))
                    .map { part in String(Substring(part.trimmingSpaces())) }
                    .filter { !$0.isEmpty }
            }
    }
}

extension Substring.UTF8View {
    /// The text without spaces and tabs at its ends.
    fileprivate func trimmingSpaces() -> Substring.UTF8View {
        let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        var text = drop(while: isSpace)
        while let last = text.last, isSpace(last) { text = text.dropLast() }
        return text
    }
}
