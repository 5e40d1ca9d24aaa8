import EventSamples
import Foundation
import Swiftlet
import SwiftletJSON
import Testing

@testable import SwiftletEvents

@Suite struct WebSocketEventTests {
    private struct Message: Decodable, EventInput, Equatable {
        var action: String
        var text: String
    }

    @Test func `decodes a connecting client`() throws {
        let event = try WebSocketConnectEvent(event: try node(Samples.webSocketConnect))
        #expect(event.requestContext.connectionID == "R1kmxc2VNjMCFIA=")
        #expect(event.requestContext.routeKey == "$connect")
        #expect(event.requestContext.stage == "prod")
        #expect(event.requestContext.domainName == "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com")
        #expect(event.requestContext.connectedAt == Date(timeIntervalSince1970: 1_767_225_600))
        #expect(event.requestContext.requestTime == Date(timeIntervalSince1970: 1_767_225_610))
        #expect(event.requestContext.sourceAddress == "203.0.113.7")
        #expect(event.requestContext.userAgent == "Mozilla/5.0")
        #expect(event.headers["sec-websocket-version"] == "13")
        #expect(event.query["room"] == "lobby")
        #expect(event.query["ROOM"] == nil)
        #expect(event.subprotocols == ["chat.v2", "chat.v1"])
    }

    @Test func `decodes text, JSON and binary messages`() throws {
        let event = try WebSocketMessageEvent(event: try node(Samples.webSocketMessage))
        #expect(event.text == #"{"action":"send","text":"Hello"}"#)
        #expect(try event.decode(Message.self) == Message(action: "send", text: "Hello"))
        #expect(event.messageID == "R1knPc2ntjMCFIA=")
        let binary = try node(Samples.webSocketMessage, ["body": "AAEC", "isBase64Encoded": true])
        #expect(try WebSocketMessageEvent(event: binary).body == [0, 1, 2])
        let broken = try node(Samples.webSocketMessage, ["body": "?", "isBase64Encoded": true])
        #expect(#expect(throws: EventError.self) { try WebSocketMessageEvent(event: broken) }?.code == .invalidBase64)
    }

    @Test func `decodes a closed connection`() throws {
        let event = try WebSocketDisconnectEvent(event: try node(Samples.webSocketDisconnect))
        #expect(event.statusCode == 1001)
        #expect(event.reason == "going away")
    }

    @Test func `decodes a request of an authorizer, whose policy is for the route`() throws {
        let event = try WebSocketAuthorizerEvent(event: try node(Samples.webSocketAuthorizer))
        #expect(event.query["token"] == "secret")
        let policy = try json(AuthorizerPolicy.allow("ada", event.methodARN))
        #expect(policy["policyDocument"]?["Statement"]?[0]?["Resource"] == [.string(event.methodARN)])
    }

    @Test func `encodes responses`() throws {
        #expect(try json(WebSocketResponse.ok) == ["statusCode": 200])
        #expect(try json(WebSocketResponse.reject()) == ["statusCode": 403])
        #expect(
            try json(WebSocketResponse(text: "Hi", subprotocol: "chat.v2"))
                == ["statusCode": 200, "headers": ["Sec-WebSocket-Protocol": "chat.v2"], "body": "Hi"]
        )
    }

    @Test func `an event with the members of a REST API's is not an HTTP request`() throws {
        let members: [String: JSON?] = ["resource": "/{proxy+}", "path": "/", "httpMethod": "GET"]
        let event = try node(Samples.webSocketConnect, members)
        #expect(HTTPEventShape.recognize(event) == nil)
        #expect(WebSocketConnectEvent.recognizes(event))
    }

    @Test func `an error has the path of the member`() throws {
        let event = try node(Samples.webSocketMessage, ["requestContext.connectionId": nil])
        let error = #expect(throws: EventError.self) { try WebSocketMessageEvent(event: event) }
        #expect(error?.path == "requestContext.connectionId")
    }
}
