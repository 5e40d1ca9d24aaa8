import Swiftlet
import SwiftletFixtures
import SwiftletTesting
import Testing

@Suite struct CorrelationIDTests {
    private func app(_ correlationID: CorrelationID?) -> App {
        App(title: "", version: "", correlationID: correlationID) {
            Endpoint(.get, "/", Invocation()) { context in
                context.logger.info("handled")
                #expect(Context.current?.correlationID == context.correlationID)
                return context.correlationID ?? "none"
            }
            EventHandler("job") { (event: JSON, context) in
                context.logger.info("handled")
                return JSON.string(context.correlationID ?? "none")
            }
        }
    }

    @Test func `a header field is read in every event shape, and from received requests`() async throws {
        let name = try #require(HTTPField.Name("X-Correlation-Id"))
        let log = LogCapture()
        let app = app(CorrelationID(header: name))
        let client = TestClient(app, logger: log.logger)
        try await client.get("/", headers: [name: "abc-1"]).expect(.ok, json: "abc-1")
        #expect(!log.entries.isEmpty)
        #expect(log.entries.allSatisfy { $0.metadata["correlationId"] == "abc-1" })
        log.removeAll()
        try await client.get("/").expect(.ok, json: "none")
        try await client.get("/", headers: [name: ""]).expect(.ok, json: "none")
        #expect(log.entries.allSatisfy { $0.metadata["correlationId"] == nil })
        let request = Request(path: "/", headers: [name: "abc-2"])
        let context = Context(logger: .silent)
        let response = await Context.$current.withValue(context) {
            await app.respond(toReceived: request, context: context)
        }
        #expect(response.text == #""abc-2""#)
    }

    @Test(
        arguments: [
            (#"{"detail": {"id": "abc"}}"#, "detail.id", "abc"), (#"{"detail": {"id": 17}}"#, "detail.id", "17"),
            (#"{"Records": [{"messageId": "m"}]}"#, "Records.0.messageId", "m"),
            (#"{"Records": []}"#, "Records.0.messageId", "none"), (#"{"detail": {"id": {}}}"#, "detail.id", "none"),
            (#"{"detail": "text"}"#, "detail.id", "none"), (#"{"id": ""}"#, "id", "none"), ("[]", "id", "none"),
            (#"{"id": "a"}"#, "", "none"),
        ]
    )
    func `a member of an event is read`(event: String, field: String, expected: String) async throws {
        let client = TestClient(app(CorrelationID(field: field)))
        #expect(try await client.invoke(JSON(parsing: event), handler: "job") == .string(expected))
    }

    @Test func `a streamed body has the context`() async throws {
        let app = App(title: "", version: "", correlationID: CorrelationID(field: "rawPath")) {
            Endpoint(.get, "/") {
                Response(
                    body: .stream(BodyStream { try await $0(Array((Context.current?.correlationID ?? "none").utf8)) })
                )
            }
        }
        var context = Context(logger: .silent)
        context.streamsResponses = true
        let output = try await app.respond(to: TestEvent(.get, "/", shape: .functionURL).bytes, context: context)
        #expect(String(decoding: try await output.collect().suffix(1), as: UTF8.self) == "/")
    }

    @Test func `an app without a place has no ID`() async throws {
        #expect(try await TestClient(app(nil)).invoke(["id": "a"], handler: "job") == "none")
    }

    @Test func `a long ID is truncated`() async throws {
        let client = TestClient(app(CorrelationID(field: "id")))
        let output = try await client.invoke(["id": .string(String(repeating: "x", count: 1000))], handler: "job")
        #expect(output.string?.count == 256)
    }
}
