import Swiftlet
import SwiftletFixtures
import Testing

/// The output of the app if the host streams responses (`SWIFTLET_INVOKE_MODE=RESPONSE_STREAM`).
@Suite struct StreamModeTests {
    private static let app = App(title: "", version: "") {
        Endpoint(.get, "/text") { Response(headers: [.contentType: "text/plain"], body: .bytes(Array("text".utf8))) }
        Endpoint(.get, "/nothing") { Response(.noContent) }
        Endpoint(.get, "/parts") {
            Response(
                .created,
                headers: [.contentType: "text/plain"],
                body: .stream(
                    BodyStream { write in
                        try await write(Array("one ".utf8))
                        try await write(Array("two".utf8))
                    }
                )
            )
        }
        Endpoint(.get, "/large") {
            Response(
                headers: [.contentType: "application/octet-stream"],
                body: .bytes([UInt8](repeating: 1, count: 7_000_000))
            )
        }
        EventHandler("count", on: .queue()) { (event: JSON, context) in }
    }

    private static let context: Context = {
        var context = Context()
        context.streamsResponses = true
        return context
    }()

    private func output(
        _ path: String,
        _ shape: HTTPEventShape,
        method: HTTPRequest.Method = .get
    ) async throws -> HandlerOutput {
        let request = Request(method: method, path: path, shape: shape)
        return try await Self.app.respond(to: shape.event(for: request), context: Self.context)
    }

    @Test(
        arguments: [HTTPEventShape.functionURL, .restAPI],
        [("/text", 200, "text"), ("/parts", 201, "one two"), ("/nothing", 204, ""), ("/missing", 404, nil)]
            as [(String, Int, String?)]
    )
    func `a function URL and a REST API receive every response as a stream`(
        shape: HTTPEventShape,
        expected: (path: String, status: Int, body: String?)
    ) async throws {
        guard case .stream(let stream) = try await output(expected.path, shape) else {
            Issue.record("The response is buffered.")
            return
        }
        #expect(stream.contentType == "application/vnd.awslambda.http-integration-response")
        #expect(stream.prelude.suffix(8) == [0, 0, 0, 0, 0, 0, 0, 0])
        let prelude = try JSON(parsing: Array(stream.prelude.dropLast(8)))
        #expect(prelude["statusCode"]?.int == expected.status)
        #expect(prelude["headers"]?.object != nil)
        #expect(prelude["body"] == nil)
        let body = String(decoding: try await stream.body.collect(), as: UTF8.self)
        if let text = expected.body {
            #expect(body == text)
        } else {
            #expect(body.contains("Not Found"))
        }
    }

    @Test(
        arguments: [HTTPEventShape.httpAPI, .loadBalancer, .loadBalancerMultiValue, .lattice],
        [("/text", "text"), ("/parts", "one two")]
    )
    func `other sources receive every response buffered`(
        shape: HTTPEventShape,
        expected: (path: String, body: String)
    ) async throws {
        guard case .bytes(let bytes) = try await output(expected.path, shape) else {
            Issue.record("The response is a stream.")
            return
        }
        #expect(try JSON(parsing: bytes)["body"]?.string == expected.body)
    }

    @Test func `an HTTP API with payload format 1_0 receives a buffered response`() async throws {
        let event = #"""
            {"version":"1.0","resource":"$default","path":"/parts","httpMethod":"GET","headers":{},"queryStringParameters":null,
            "requestContext":{"stage":"$default","path":"/parts","httpMethod":"GET"},"isBase64Encoded":false}
            """#
        guard case .bytes(let bytes) = try await Self.app.respond(to: Array(event.utf8), context: Self.context) else {
            Issue.record("The response is a stream.")
            return
        }
        #expect(try JSON(parsing: bytes)["body"]?.string == "one two")
    }

    @Test func `a response to HEAD is a prelude without a body`() async throws {
        guard case .stream(let stream) = try await output("/text", .functionURL, method: .head) else {
            Issue.record("The response is buffered.")
            return
        }
        #expect(try JSON(parsing: Array(stream.prelude.dropLast(8)))["statusCode"]?.int == 200)
        #expect(try await stream.body.collect().isEmpty)
    }

    @Test func `a streamed response may be larger than a buffered one`() async throws {
        guard case .stream(let stream) = try await output("/large", .functionURL) else {
            Issue.record("The response is buffered.")
            return
        }
        #expect(try JSON(parsing: Array(stream.prelude.dropLast(8)))["statusCode"]?.int == 200)
        #expect(try await stream.body.collect().count == 7_000_000)
    }

    @Test func `the response of an event handler is buffered`() async throws {
        let handler = try Self.app.handler(named: "count")
        guard
            case .bytes(let bytes) = try await handler.respond(
                to: Array(#"{"Records":[]}"#.utf8),
                context: Self.context
            )
        else {
            Issue.record("The response is a stream.")
            return
        }
        #expect(String(decoding: bytes, as: UTF8.self) == "null")
    }
}
