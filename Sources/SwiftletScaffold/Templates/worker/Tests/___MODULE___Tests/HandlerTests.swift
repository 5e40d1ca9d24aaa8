import Swiftlet
import SwiftletTesting
import Testing

@testable import ___MODULE___

@Suite struct HandlerTests {
    let app: App

    init() throws {
        app = makeApp(try Settings(LaunchEnvironment(variables: ["MAXIMUM_QUANTITY": "10"], isDeployed: false)))
    }

    @Test func `a handler is a function of an event`() async throws {
        let event = TestEvent(.get, "/health")
        let output = try await health(event.bytes)
        #expect(try event.response(from: output).json() == ["status": "ok"])
    }

    @Test func `the app responds in every event shape`() async throws {
        try await TestClient(app).get("/health").expect(.ok, json: ["status": "ok"])
    }

    @Test func `only the failed messages of a batch are reported`() async throws {
        let event = queueEvent(#"{"id": 1, "quantity": 10}"#, #"{"id": 2}"#, #"{"id": 3, "quantity": 11}"#)
        let result = try await TestClient(app).invoke(event)
        #expect(
            result == ["batchItemFailures": [["itemIdentifier": "message-1"], ["itemIdentifier": "message-2"]]]
        )
    }

    @Test func `the event files have the expected responses`() async throws {
        let app = app
        try await FixtureFolder("events").verify { app }
    }

    /// A batch of messages from the queue `orders`.
    private func queueEvent(_ bodies: String...) -> JSON {
        let records = bodies.enumerated()
            .map { index, body -> JSON in
                [
                    "messageId": .string("message-\(index)"), "receiptHandle": "handle", "body": .string(body),
                    "attributes": [:], "messageAttributes": [:], "eventSource": "aws:sqs",
                    "eventSourceARN": "arn:aws:sqs:eu-central-1:123456789012:orders", "awsRegion": "eu-central-1",
                ]
            }
        return ["Records": .array(records)]
    }
}
