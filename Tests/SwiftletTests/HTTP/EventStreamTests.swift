import Swiftlet
import Testing

@Suite struct EventStreamTests {
    @Test(arguments: [
        (ServerSentEvent(data: "one"), "data: one\n\n"),
        (ServerSentEvent(data: ""), "data: \n\n"),
        (
            ServerSentEvent(data: "a", event: "tick", id: "7", retry: 0, comment: "c"),
            ": c\nevent: tick\ndata: a\nid: 7\nretry: 0\n\n"
        ),
        // Every line break that a client knows begins a line of the data, and never another field.
        (ServerSentEvent(data: "a\nb\r\nc\rid: d\n"), "data: a\ndata: b\ndata: c\ndata: id: d\ndata: \n\n"),
        (ServerSentEvent(data: "\r\r\n\n"), "data: \ndata: \ndata: \ndata: \n\n"),
        (ServerSentEvent(comment: "a\r\ndata: b"), ": a\n: data: b\n\n"),
        (ServerSentEvent(data: "ü\u{2028}\u{85}"), "data: ü\u{2028}\u{85}\n\n"),
        (ServerSentEvent(id: ""), "id: \n\n"),
    ])
    func `an event is written in the format of the standard`(event: ServerSentEvent, text: String) throws {
        #expect(String(decoding: try event.encoded(), as: UTF8.self).utf8.elementsEqual(text.utf8))
    }

    @Test(arguments: [
        (ServerSentEvent(event: "a\nb"), ServerSentEventError.Code.lineBreak, "event"),
        (ServerSentEvent(event: "a\r"), .lineBreak, "event"),
        (ServerSentEvent(id: "\r\n"), .lineBreak, "id"),
        (ServerSentEvent(id: "a\0"), .nul, "id"),
        (ServerSentEvent(retry: -1), .negative, "retry"),
    ])
    func `a field that the format cannot express is an error`(
        event: ServerSentEvent,
        code: ServerSentEventError.Code,
        field: String
    ) {
        let error = #expect(throws: ServerSentEventError.self) { try event.encoded() }
        #expect(error?.code == code)
        #expect(error?.field == field)
        #expect(error?.description.contains("`\(field)`") == true)
    }

    @Test func `data of a value is its JSON`() throws {
        #expect(try ServerSentEvent(json: ["a": [1, 2]] as JSON, id: "1").data == #"{"a":[1,2]}"#)
    }

    @Test func `a stream has its header fields and sends its events in order`() async throws {
        let app = App(title: "", version: "") {
            Endpoint(.get, "/ticks") {
                EventStream { events in
                    try await events.send("one")
                    try await events.keepAlive()
                    try await events.send(ServerSentEvent(data: "two", id: "2"))
                }
            }
            Endpoint(.get, "/sequence") {
                EventStream(
                    AsyncStream { continuation in
                        continuation.yield(ServerSentEvent(data: "1"))
                        continuation.yield(ServerSentEvent(data: "2"))
                        continuation.finish()
                    }
                )
            }
        }
        let response = await app.ask(.get, "/ticks")
        #expect(response.headers[.contentType] == "text/event-stream")
        #expect(response.headers[.cacheControl] == "no-store")
        #expect(HTTPField.Name("X-Accel-Buffering").flatMap { response.headers[$0] } == "no")
        #expect(try await Self.text(response) == "data: one\n\n: ping\n\ndata: two\nid: 2\n\n")
        #expect(try await Self.text(await app.ask(.get, "/sequence")) == "data: 1\n\ndata: 2\n\n")
        let document = try JSON(parsing: try app.openAPIDocument())
        #expect(
            document["paths"]?["/ticks"]?["get"]?["responses"]?["200"]?["content"]
                == ["text/event-stream": ["schema": ["type": "string"]]]
        )
    }

    private static func text(_ response: Response) async throws -> String {
        guard case .stream(let stream) = response.body else { return "no stream" }
        return String(decoding: try await stream.collect(), as: UTF8.self)
    }
}
