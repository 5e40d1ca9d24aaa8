public import Swiftlet
public import SwiftletJSON

/// The response to an event of a WebSocket API.
///
/// See [Set up a WebSocket API integration
/// response](https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-responses.html).
public struct WebSocketResponse: EventOutput {
    /// The status code: a status other than 2xx rejects a connection.
    public var statusCode: Int
    /// The body, which is sent to the client if the route has a route response.
    public var body: String?
    /// The subprotocol that is selected for a connection, as `Sec-WebSocket-Protocol`.
    public var subprotocol: String?

    /// Creates a response.
    public init(statusCode: Int = 200, text body: String? = nil, subprotocol: String? = nil) {
        self.statusCode = statusCode
        self.body = body
        self.subprotocol = subprotocol
    }

    /// Accepts a connection or a message.
    public static var ok: WebSocketResponse { WebSocketResponse() }

    /// Rejects a connection.
    public static func reject(statusCode: Int = 403) -> WebSocketResponse { WebSocketResponse(statusCode: statusCode) }

    /// Writes the response in the format of API Gateway.
    public func encodeEvent(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("statusCode")
        writer.int(statusCode)
        if let subprotocol {
            writer.key("headers")
            writer.value(["Sec-WebSocket-Protocol": .string(subprotocol)])
        }
        if let body {
            writer.key("body")
            writer.string(body)
        }
        writer.endObject()
    }
}
