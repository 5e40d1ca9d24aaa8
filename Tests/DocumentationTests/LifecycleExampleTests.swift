import Swiftlet
import SwiftletFixtures
import SwiftletTesting
import Testing

/// The examples of the guide "Lifecycle".
@Suite struct LifecycleExampleTests {
    @Test func `a welcome is sent after the response`() async throws {
        let log = LogCapture()
        let app = App(title: "", version: "") { for endpoint in LifecycleExamples.endpoints() { endpoint } }
        let client = TestClient(app, logger: log.logger)
        try await client.post("/people", json: ["email": "ada@example.com"]).expect(json: ["email": "ada@example.com"])
        #expect(log.messages == ["Welcome, ada@example.com"])
        try await client.get("/version").expect(json: "$LATEST")
    }

    @Test func `handlers without an app stream`() async throws {
        #expect(String(decoding: try await LifecycleExamples.Export()([]), as: UTF8.self) == "1,1\n2,4\n3,9\n")
        #expect(try await LifecycleExamples.Page()([]).suffix(5) == Array("Hello".utf8))
    }

    @Test func `the end of an event handler is logged`() async throws {
        let log = LogCapture()
        let client = TestClient(LifecycleExamples.jobs(), logger: log.logger)
        _ = try await client.invoke(["Records": []], handler: "orders")
        #expect(log.messages == ["orders has ended."])
    }
}
