import Swiftlet
import SwiftletEvents
import SwiftletIdempotency
import SwiftletTesting
import Synchronization
import Testing

/// Idempotent event handlers.
@Suite struct IdempotencyRunTests {
    private struct Charge: Codable, EventInput, EventOutput {
        var id: String
        var amount: Int
    }

    private struct Declined: Error {}

    private let orders = Orders()
    private var idempotency: Idempotency { Idempotency("charges", store: orders.store) }

    private func message(_ id: String, _ body: String) -> JSON {
        [
            "messageId": .string(id), "receiptHandle": "r", "body": .string(body), "attributes": [:],
            "messageAttributes": [:], "eventSource": "aws:sqs", "awsRegion": "eu-central-1",
            "eventSourceARN": "arn:aws:sqs:eu-central-1:123456789012:charges",
        ]
    }

    @Test func `the result of an event is returned when it is delivered again`() async throws {
        let (orders, idempotency) = (orders, idempotency)
        let handler = EventHandler("charges") { (charge: Charge, context) in
            try await idempotency.run(charge, by: \.id, context: context) { charge in
                Charge(id: charge.id, amount: charge.amount * orders.run())
            }
        }
        let client = TestClient(App(title: "", version: "") { handler })
        for _ in 0..<3 {
            let event: JSON = ["id": "a", "amount": 7]
            #expect(try await client.invoke(event, handler: "charges") == ["id": "a", "amount": 7])
        }
        #expect(try await client.invoke(["id": "b", "amount": 7], handler: "charges") == ["id": "b", "amount": 14])
    }

    @Test func `each message of a batch has its own key, and a failed one runs again`() async throws {
        let (orders, idempotency) = (orders, idempotency)
        let handler = EventHandler("charges") { (event: SQSEvent, context) in
            await processBatch(event.records) { record in
                try await idempotency.run(record, by: \.messageID, payload: \.body, context: context) { record in
                    orders.run()
                    if record.body == "declined" { throw Declined() }
                }
            }
        }
        let client = TestClient(App(title: "", version: "") { handler })
        let event: JSON = ["Records": [message("1", "a"), message("2", "declined"), message("3", "b")]]
        let failed: JSON = ["batchItemFailures": [["itemIdentifier": "2"]]]
        #expect(try await client.invoke(event) == failed)
        #expect(orders.count == 3)
        #expect(try await client.invoke(event) == failed)
        #expect(orders.count == 4)
        // A message with a known ID and another body fails.
        #expect(
            try await client.invoke(["Records": [message("1", "x")]])
                == ["batchItemFailures": [["itemIdentifier": "1"]]]
        )
        #expect(orders.count == 4)
    }

    @Test func `an operation in progress is an error`() async throws {
        let orders = orders
        async let first: Void = idempotency.run("a", context: Context()) {
            orders.started.open()
            await orders.latch.wait()
            orders.run()
        }
        await orders.started.wait()
        let error = await #expect(throws: IdempotencyError.self) {
            try await idempotency.run("a", context: Context()) { _ = orders.run() }
        }
        #expect(error?.code == .inProgress)
        orders.latch.open()
        try await first
        try await idempotency.run("a", context: Context()) { _ = orders.run() }
        #expect(orders.count == 1)
    }

    @Test func `another payload, and an empty key, are errors`() async throws {
        let payload: [UInt8] = [1]
        #expect(try await idempotency.run("a", payload: payload, context: Context()) { 1 } == 1)
        #expect(try await idempotency.run("a", payload: payload, context: Context()) { 2 } == 1)
        let codes: [(String, [UInt8]?, IdempotencyError.Code)] = [
            ("a", [2], .payloadMismatch), ("a", nil, .payloadMismatch), ("a", [], .payloadMismatch),
            ("", nil, .emptyKey),
        ]
        for (key, payload, code) in codes {
            let error = await #expect(throws: IdempotencyError.self) {
                try await idempotency.run(key, payload: payload, context: Context()) { 3 }
            }
            #expect(error?.code == code)
        }
    }

    @Test func `a result that is too large is not stored, and the operation does not run again`() async throws {
        let small = Idempotency("small", store: orders.store, maximumResultSize: 5)
        #expect(try await small.run("a", context: Context()) { "abc" } == "abc")
        #expect(try await small.run("a", context: Context()) { "x" } == "abc")
        #expect(try await small.run("b", context: Context()) { "abcd" } == "abcd")
        let error = await #expect(throws: IdempotencyError.self) {
            try await small.run("b", context: Context()) { "x" }
        }
        #expect(error?.code == .resultUnavailable)
    }

    @Test func `the names of operations and events separate their keys from those of requests`() async throws {
        let other = Idempotency("other", store: orders.store)
        #expect(try await idempotency.run("a", context: Context()) { 1 } == 1)
        #expect(try await other.run("a", context: Context()) { 2 } == 2)
    }

    @Test func `an endpoint that runs an operation responds with its error`() async throws {
        let idempotency = idempotency
        let app = App(title: "", version: "") {
            Endpoint(.post, "/{id}", Path("id", String.self), Invocation(), Body(JSON.self), RequestInfo()) {
                id,
                context,
                body,
                request in
                try await idempotency.run(id, payload: request.body, context: context) { body }
            }
        }
        let client = TestClient(app)
        for _ in 0..<2 { try await client.post("/a", json: ["n": 1]).expect(.ok, json: ["n": 1]) }
        try await client.post("/a", json: ["n": 2]).expect(.unprocessableContent)
    }

    @Test func `a cancelled operation releases its key`() async throws {
        let (orders, idempotency) = (orders, idempotency)
        let task = Task {
            try await idempotency.run("a", context: Context()) {
                orders.started.open()
                try await Task.sleep(for: .seconds(60))
            }
        }
        await orders.started.wait()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        try await idempotency.run("a", context: Context()) { _ = orders.run() }
        #expect(orders.count == 1)
    }
}
