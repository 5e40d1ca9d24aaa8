import Foundation
import Swiftlet
import SwiftletEvents
import SwiftletJSON
import Testing

/// The model of CloudEvents, and the selection of their handlers.
@Suite struct CloudEventModelTests {
    private struct Order: Codable, CloudEventData, EventOutput {
        static let cloudEventType = "order"
        var number: Int
    }

    private static let text = """
        {"specversion":"1.0","id":"1","source":"/shop","type":"order","subject":"7","time":"2026-01-01T09:30:00Z",\
        "datacontenttype":"application/json","dataschema":"https://example.com/order","partition":3,"traced":true,\
        "data":{"number":7}}
        """

    private func node(_ text: String) throws -> JSONNode {
        try JSONDocument(parsing: Array(text.utf8)).root
    }

    @Test func `all attributes are decoded`() throws {
        let event = try CloudEvent<Order>.decodeEvent(node(Self.text))
        #expect(event.id == "1")
        #expect(event.source == "/shop")
        #expect(event.type == "order")
        #expect(event.subject == "7")
        #expect(event.time == Date(timeIntervalSince1970: 1_767_259_800))
        #expect(event.dataContentType == "application/json")
        #expect(event.dataSchema == "https://example.com/order")
        #expect(event.extensions == ["partition": 3, "traced": true])
        #expect(event.data.number == 7)
    }

    @Test func `an event is encoded as it was decoded`() throws {
        var writer = JSONWriter()
        try CloudEvent<Order>.decodeEvent(node(Self.text)).encodeEvent(to: &writer)
        let written = try JSON(parsing: writer.finish())
        for (name, value) in try node(Self.text).members {
            #expect(written[name] == value.value, "\(name)")
        }
    }

    @Test func `binary data is base64, and an event without data has null`() throws {
        let head = #""specversion":"1.0","id":"1","source":"/s","type":"t""#
        let event = try CloudEvent<Base64Bytes>.decodeEvent(node("{\(head),\"data_base64\":\"aGk=\"}"))
        #expect(event.data.bytes == Array("hi".utf8))
        #expect(try CloudEvent<String?>.decodeEvent(node("{\(head)}")).data == nil)
        #expect(throws: EventError.self) { try CloudEvent<String>.decodeEvent(node("{\(head)}")) }
    }

    @Test func `the handler of the type of the data takes precedence over that of all events`() async throws {
        let app = App(title: "Shop", version: "1") {
            EventHandler("all") { (event: CloudEvent<JSON>, context) in "all" }
            EventHandler("orders") { (event: CloudEvent<Order>, context) in "orders" }
            EventHandler("returns", from: "/returns") { (event: CloudEvent<JSON>, context) in "returns" }
        }
        func handler(_ type: String, _ source: String) async throws -> String? {
            let text = #"{"specversion":"1.0","id":"1","source":"\#(source)","type":"\#(type)","data":{"number":1}}"#
            let output = try await app.respond(to: Array(text.utf8), context: Context()).collect()
            return try JSON(parsing: output).string
        }
        #expect(try await handler("order", "/shop") == "orders")
        #expect(try await handler("other", "/shop") == "all")
        #expect(try await handler("other", "/returns") == "returns")
    }

    @Test func `two handlers of one type are a configuration error`() async throws {
        let app = App(title: "Shop", version: "1") {
            EventHandler("one") { (event: CloudEvent<Order>, context) in }
            EventHandler("two") { (event: CloudEvent<Order>, context) in }
        }
        #expect(throws: AppError.self) { try app.handler(named: "app") }
    }
}
