import Swiftlet
import SwiftletSQL
import SwiftletTesting
import Testing

/// The snippets of the guide to idempotency.
@Suite struct IdempotencySnippetTests {
    private let keyField = HTTPField.Name("Idempotency-Key")

    /// Calls the body with a client of the app, and its database.
    private func withClient(_ body: (TestClient, Database) async throws -> Void) async throws {
        let shared = try Database(url: "sqlite::memory:")
        try await Migrator(shared, paymentMigrations).up()
        let app = paymentApp().overriding([.override(database, with: shared)])
        try await body(TestClient(app), shared)
        try await app.shutdown()
        await shared.close()
    }

    @Test func `a payment is made once for each account and key`() async throws {
        try await withClient { client, database in
            let field = try #require(keyField)
            for (token, id) in [("ada:1", 1), ("ada:2", 1), ("grace:1", 2)] {
                let headers: HTTPFields = [.authorization: "Bearer \(token)", field: "\"8e03978e\""]
                try await client.post("/payments", headers: headers, json: ["amount": 5])
                    .expect(.created, json: ["id": .integer(id), "amount": 5])
            }
            try await client.post("/payments", headers: [.authorization: "Bearer ada:1"], json: ["amount": 5])
                .expect(.badRequest)
            let count = try await database.query("SELECT count(*) FROM payments").first?.decode(Int.self)
            #expect(count == 2)
        }
    }

    @Test func `a message and an order are processed once`() async throws {
        try await withClient { client, _ in
            let record: JSON = ["messageId": "m", "body": "{\"amount\": 5}", "eventSource": "aws:sqs"]
            for _ in 0..<2 {
                let batch = try await client.invoke(["Records": [record]], handler: "payments")
                #expect(batch == ["batchItemFailures": []])
                let charge = try await client.invoke(["orderID": "o-1", "amount": 7], handler: "charges")
                #expect(charge == ["id": 2, "amount": 7])
            }
        }
    }

    @Test func `a store in memory needs no database`() async throws {
        let client = TestClient(counterApp())
        let field = try #require(keyField)
        for _ in 0..<2 {
            try await client.post("/counters", headers: [field: "\"a\""], json: ["amount": 5]).expect(.created)
        }
        try await client.post("/counters", headers: [field: "\"a\""], json: ["amount": 6]).expect(.unprocessableContent)
    }
}
