import Swiftlet
import Synchronization
import Testing

@Suite struct EventStreamTests {
    /// A value shared by the tasks of a test.
    private final class Shared<Value: Sendable>: Sendable {
        let value: Mutex<Value>

        init(_ value: Value) {
            self.value = Mutex(value)
        }
    }

    @Test(arguments: [
        (ServerSentEvent(data: "one"), "data: one\n\n"),
        (ServerSentEvent(data: ""), "data: \n\n"),
        (
            ServerSentEvent(data: "a", event: "tick", id: "7", retry: 0, comment: "c"),
            ": c\nevent: tick\ndata: a\nid: 7\nretry: 0\n\n"
        ),
        // Every kind of line break begins another line of data, never another field.
        (ServerSentEvent(data: "a\nb\r\nc\rid: d\n"), "data: a\ndata: b\ndata: c\ndata: id: d\ndata: \n\n"),
        (ServerSentEvent(data: "\r\r\n\n"), "data: \ndata: \ndata: \ndata: \n\n"),
        (ServerSentEvent(comment: "a\r\ndata: b"), ": a\n: data: b\n\n"),
        (ServerSentEvent(data: "ü\u{2028}\u{85}"), "data: ü\u{2028}\u{85}\n\n"),
        (ServerSentEvent(id: ""), "id: \n\n"),
    ])
    func `encodes an event in the format of the HTML standard`(event: ServerSentEvent, text: String) throws {
        #expect(String(decoding: try event.encoded(), as: UTF8.self).utf8.elementsEqual(text.utf8))
    }

    @Test(arguments: [
        (ServerSentEvent(event: "a\nb"), ServerSentEventError.Code.lineBreak, "event"),
        (ServerSentEvent(event: "a\r"), .lineBreak, "event"),
        (ServerSentEvent(id: "\r\n"), .lineBreak, "id"),
        (ServerSentEvent(id: "a\0"), .nul, "id"),
        (ServerSentEvent(retry: -1), .negative, "retry"),
    ])
    func `rejects a field that cannot be encoded`(
        event: ServerSentEvent,
        code: ServerSentEventError.Code,
        field: String
    ) {
        let error = #expect(throws: ServerSentEventError.self) { try event.encoded() }
        #expect(error?.code == code)
        #expect(error?.field == field)
        #expect(error?.description.contains("`\(field)`") == true)
    }

    @Test func `encodes a value as JSON data`() throws {
        #expect(try ServerSentEvent(json: ["a": [1, 2]] as JSON, id: "1").data == #"{"a":[1,2]}"#)
    }

    @Test func `a stream has the header fields of event streams and sends its events in order`() async throws {
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

    @Test func `events sent by multiple tasks are serialized`() async throws {
        let stream = EventStream { events in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<50 {
                    group.addTask { try await events.send(String(number)) }
                }
                try await group.waitForAll()
            }
        }
        guard case .stream(let body) = stream.response(.ok).body else {
            Issue.record("The body is not a stream.")
            return
        }
        let writes = Shared((running: 0, most: 0, parts: Set<[UInt8]>()))
        let write: BodyStream.Write = { part in
            writes.value.withLock { writes in
                writes.running += 1
                writes.most = max(writes.most, writes.running)
                writes.parts.insert(part)
            }
            await Task.yield()
            writes.value.withLock { $0.running -= 1 }
        }
        try await body.forEach(write)
        #expect(writes.value.withLock { $0.most } == 1)
        #expect(writes.value.withLock { $0.parts.count } == 50)
    }

    @Test func `comments are sent while a stream is idle`() async throws {
        let (comments, sent) = AsyncStream.makeStream(of: Void.self)
        let stream = EventStream(keepAlive: .milliseconds(1)) { events in
            try await events.send("first")
            for await _ in comments.prefix(2) {}
            try await events.send("last")
        }
        guard case .stream(let body) = stream.response(.ok).body else {
            Issue.record("The body is not a stream.")
            return
        }
        let parts = Shared<[String]>([])
        let write: BodyStream.Write = { part in
            let text = String(decoding: part, as: UTF8.self)
            parts.value.withLock { $0.append(text) }
            if text == ": ping\n\n" { sent.yield() }
        }
        try await body.forEach(write)
        let texts = parts.value.withLock { $0 }
        #expect(texts.filter { $0 != ": ping\n\n" } == ["data: first\n\n", "data: last\n\n"])
        #expect(texts.count { $0 == ": ping\n\n" } >= 2)
    }

    @Test func `an error of the events or the connection ends a stream with keep-alive comments`() async throws {
        struct Disconnected: Error {}
        let failing = EventStream(keepAlive: .seconds(3600)) { _ in throw Disconnected() }
        let waiting = EventStream(keepAlive: .milliseconds(1)) { _ in try await Task.sleep(for: .seconds(3600)) }
        for stream in [failing, waiting] {
            guard case .stream(let body) = stream.response(.ok).body else {
                Issue.record("The body is not a stream.")
                return
            }
            let write: BodyStream.Write = { _ in throw Disconnected() }
            await #expect(throws: Disconnected.self) { try await body.forEach(write) }
        }
    }

    @Test func `sending after the end of a stream throws CancellationError`() async throws {
        let kept = Shared<EventStream.Writer?>(nil)
        let stream = EventStream { events in kept.value.withLock { $0 = events } }
        guard case .stream(let body) = stream.response(.ok).body else {
            Issue.record("The body is not a stream.")
            return
        }
        #expect(try await body.collect() == [])
        let writer = try #require(kept.value.withLock { $0 })
        await #expect(throws: CancellationError.self) { try await writer.send("late") }
    }

    private static func text(_ response: Response) async throws -> String {
        guard case .stream(let stream) = response.body else { return "no stream" }
        return String(decoding: try await stream.collect(), as: UTF8.self)
    }
}
