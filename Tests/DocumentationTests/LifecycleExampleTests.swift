import Swiftlet
import SwiftletTesting
import Testing

/// The examples of the guide "Lifecycle".
@Suite struct LifecycleExampleTests {
    @Test func `a welcome is sent after the response`() async throws {
        let log = LogCapture()
        let app = App(title: "", version: "") { for endpoint in LifecycleExamples.endpoints() { endpoint } }
        var client = TestClient(app, logger: log.logger)
        client.function = FunctionInfo(name: "people", version: "7")
        try await client.post("/people", json: ["email": "ada@example.com"])
            .expect(.ok, json: ["email": "ada@example.com"])
        #expect(log.messages == ["Welcome, ada@example.com"])
        try await client.get("/version").expect(.ok, json: "7")
    }

    @Test func `handlers without an app stream`() async throws {
        #expect(String(decoding: try await LifecycleExamples.Export()([]), as: UTF8.self) == "1,1\n2,4\n3,9\n")
        #expect(try await LifecycleExamples.Page()([]).suffix(5) == Array("Hello".utf8))
    }

    @Test func `an operation is logged`() async throws {
        let log = LogCapture()
        let client = TestClient(LifecycleExamples.traced(), logger: log.logger)
        let event: JSON = [
            "detail": ["operation": "o-1"],
            "Records": [["messageId": "m", "body": #"{"id": 1, "quantity": 2}"#, "eventSource": "aws:sqs"]],
        ]
        _ = try await client.invoke(event, handler: "orders")
        #expect(log.entries.contains { $0.metadata["correlationId"] == "o-1" })
    }

    @Test func `rates are part of a snapshot`() async throws {
        let app = LifecycleExamples.restored()
        try await app.start()
        try await TestClient(app).get("/rates").expect(.ok, json: ["CHF": 0.94])
    }

    @Test func `the end of an event handler is logged`() async throws {
        let log = LogCapture()
        let client = TestClient(LifecycleExamples.jobs(), logger: log.logger)
        _ = try await client.invoke(["Records": []], handler: "orders")
        #expect(log.messages == ["orders has ended."])
    }
}
