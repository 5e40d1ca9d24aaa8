import Swiftlet
import SwiftletEvents
import SwiftletJSON
import TestSupport
import Testing

@testable import SwiftletServer

/// CloudEvents over HTTP.
@Suite(.timeLimit(.minutes(2))) struct CloudEventTests {
    private static let order = #""specversion":"1.0","id":"1","source":"/shop","type":"order.placed""#
    private static let binary = "Ce-Specversion: 1.0\r\nCe-Id: 1\r\nCe-Source: /shop\r\nCe-Type: order.placed"
    private static let structured = "Content-Type: application/cloudevents+json; charset=utf-8"
    private static let batch = "Content-Type: application/cloudevents-batch+json"

    private func post(
        _ fields: String,
        _ body: String,
        to path: String = "/",
        probe: Probe = Probe()
    ) async throws -> String {
        var response = ""
        try await TestServer.with(probe.app()) { (server) async throws in
            response = try await server.response("POST \(path) HTTP/1.1\r\n\(fields)", body: body)
        }
        return response
    }

    @Test(arguments: [
        ("\(binary)\r\nContent-Type: application/json", #"{"number":7}"#),
        (structured, "{\(order),\"data\":{\"number\":7}}"),
        (structured, "{\(order),\"datacontenttype\":\"application/json\",\"partition\":3,\"data\":{\"number\":7}}"),
        (batch, "[{\(order),\"data\":{\"number\":6}},{\(order),\"data\":{\"number\":7}}]"),
    ])
    func `an event is delivered to the handler of its type`(fields: String, body: String) async throws {
        let probe = Probe()
        let response = try await post(fields, body, probe: probe)
        #expect(response.hasPrefix("HTTP/1.1 204"))
        await probe.wait(for: "order 7 of /shop")
    }

    @Test func `the current context of a handler has the correlation ID of the event`() async throws {
        let probe = Probe()
        let app = App(title: "", version: "", correlationID: CorrelationID(field: "id")) {
            EventHandler("orders") { (event: CloudEvent<Probe.Order>, context) in
                probe.report("\(Context.current?.correlationID ?? "none") \(context.correlationID ?? "none")")
            }
        }
        try await TestServer.with(app) { (server) async throws in
            let body = "{\(Self.order),\"data\":{\"number\":7}}"
            _ = try await server.response("POST / HTTP/1.1\r\n\(Self.structured)", body: body)
            await probe.wait(for: "1 1")
        }
    }

    @Test func `an event that a handler returns is the reply`() async throws {
        let fields = "Ce-Specversion: 1.0\r\nCe-Id: 1\r\nCe-Source: /questions\r\nCe-Type: question\r\n"
        let response = try await post(fields + "Content-Type: text/plain", "Why?")
        #expect(response.hasPrefix("HTTP/1.1 200"))
        #expect(response.lowercased().contains("\r\ncontent-type: application/cloudevents+json\r\n"))
        let body = try #require(response.split(separator: "\r\n\r\n").last)
        let event = try JSON(parsing: String(body))
        #expect(event["id"]?.string == "a-1")
        #expect(event["data"]?.string == "Why?")
    }

    @Test func `an attribute in a header field is percent-decoded, and an event may have no data`() async throws {
        let fields = "Ce-Specversion: 1.0\r\nCe-Id: caf%C3%A9\r\nCe-Source: /questions\r\nCe-Type: question"
        let response = try await post(fields, "")
        #expect(response.contains(#""id":"a-café""#))
        #expect(response.contains(#""data":"nothing""#))
    }

    @Test(arguments: [
        ("Ce-Specversion: 0.3\r\nCe-Id: 1\r\nCe-Source: /s\r\nCe-Type: t", "", 400),
        ("Ce-Specversion: 1.0\r\nCe-Source: /s\r\nCe-Type: t", "", 400),
        ("Ce-Specversion: 1.0\r\nCe-Id: 1\r\nCe-Type: t", "", 400),
        ("\(binary)\r\nCe-Time: yesterday", "", 400),
        ("\(binary)\r\nCe-Bad-Name: x", "", 400),
        ("\(binary)\r\nCe-Data: x", "", 400),
        ("\(binary)\r\nCe-Id: 2", "", 400),
        ("\(binary)\r\nContent-Type: application/json", "{", 400),
        (structured, "{", 400),
        (structured, "[]", 400),
        (structured, "{\(order),\"data\":{},\"data_base64\":\"\"}", 400),
        (structured, "{\(order),\"Records\":[]}", 400),
        (structured, "{\(order),\"nested\":{}}", 400),
        (structured, #"{"specversion":"1.0","id":"","source":"/s","type":"t"}"#, 400),
        (batch, "{}", 400),
        ("Content-Type: application/cloudevents+avro", "x", 415),
        ("Content-Type: application/cloudevents+json; charset=latin1", "{}", 415),
        (structured, #"{"specversion":"1.0","id":"1","source":"/s","type":"unknown"}"#, 422),
        ("\(binary)\r\nContent-Type: application/json", #"{"number":"seven"}"#, 422),
        ("\(binary)\r\nContent-Type: application/json", #"{"number":0}"#, 500),
    ])
    func `the status tells a broker whether to retry`(fields: String, body: String, status: Int) async throws {
        let response = try await post(fields, body)
        #expect(response.hasPrefix("HTTP/1.1 \(status)"), "\(response)")
    }

    @Test func `an empty batch is accepted`() async throws {
        #expect(try await post(Self.batch, "[]").hasPrefix("HTTP/1.1 204"))
    }

    @Test func `events of other sources cannot be delivered`() async throws {
        let body = #"{"Records":[{"eventSource":"aws:sqs","messageId":"1","body":"x"}]}"#
        for fields in [Self.structured, "Content-Type: application/json"] {
            let response = try await post(fields, body)
            #expect(response.hasPrefix("HTTP/1.1 4"), "\(response)")
        }
    }

    @Test func `another path is handled by the routes of the app`() async throws {
        #expect(try await post(Self.binary, "", to: "/size").hasPrefix("HTTP/1.1 200"))
        #expect(try await post(Self.binary, "", to: "/events").hasPrefix("HTTP/1.1 404"))
    }
}
