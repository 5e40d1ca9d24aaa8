import Swiftlet
import Testing

@Suite struct WebhookTests {
    private static func document(@AppBuilder _ components: () -> AppComponents) throws -> JSON {
        try JSON(parsing: App(title: "", version: "", components).openAPIDocument())
    }

    private static func faults(@AppBuilder _ components: () -> AppComponents) async -> [String] {
        let app = App(title: "", version: "", components)
        let error = await #expect(throws: AppError.self) { try await app.start() }
        return error?.faults ?? []
    }

    @Test func `operation IDs of webhooks and callbacks include their owner`() throws {
        let paid = Webhook("invoice-paid", Body(Int.self))
        let document = try Self.document {
            Endpoint(.post, "/items", operationID: "create_item") { 1 }.callback(paid, to: "{$request.query.url}")
            Endpoint(.put, "/items") { 1 }.callback(paid, to: "{$request.query.url}")
            Webhook("items")
            Webhook("items", method: .put)
            Webhook("own", operationID: "mine")
        }
        let callback = { (method: String) in
            document["paths"]?["/items"]?[method]?["callbacks"]?["invoice-paid"]?["{$request.query.url}"]?["post"]
        }
        #expect(callback("post")?["operationId"] == "create_item_invoice_paid_post")
        #expect(callback("put")?["operationId"] == "_items_put_invoice_paid_post")
        #expect(document["webhooks"]?["items"]?["post"]?["operationId"] == "webhook_items_post")
        #expect(document["webhooks"]?["items"]?["put"]?["operationId"] == "webhook_items_put")
        #expect(document["webhooks"]?["own"]?["post"]?["operationId"] == "mine")
        #expect(document["webhooks"]?["items"]?["post"]?["summary"] == nil)
    }

    @Test func `a duplicate operation ID is an error at startup`() async {
        #expect(
            await Self.faults {
                Endpoint(.get, "/", operationID: "read") { 1 }
                Webhook("a", operationID: "read")
            } == [
                """
                Duplicate operation ID `read`: GET / (read) and the webhook `a` (POST). Set a different `operationID` on one \
                of them.
                """
            ]
        )
        let paid = Webhook("paid", operationID: "paid")
        #expect(
            await Self.faults {
                Endpoint(.get, "/a", operationID: "a") { 1 }.callback(paid, to: "{$url}")
                Endpoint(.get, "/b", operationID: "b") { 1 }.callback(paid, to: "{$url}")
            } == [
                """
                Duplicate operation ID `paid`: the callback `paid` (POST {$url}) of GET /a (a) and the callback `paid` \
                (POST {$url}) of GET /b (b). Set a different `operationID` on one of them.
                """
            ]
        )
        #expect(
            await Self
                .faults {
                    Webhook("a-b")
                    Webhook("a_b")
                }
                .count == 1
        )
    }

    @Test func `a duplicate webhook is an error at startup`() async {
        #expect(
            await Self.faults {
                Webhook("a", operationID: "one")
                Webhook("a", operationID: "two")
                Webhook("b")
                Webhook("b")
            } == [
                "Duplicate declaration of the webhook `a` (POST).", "Duplicate declaration of the webhook `b` (POST).",
            ]
        )
    }

    @Test func `a duplicate callback is an error at startup`() async throws {
        let endpoint = Endpoint(.get, "/", operationID: "read") { 1 }.callback(Webhook("a"), to: "{$one}")
        #expect(
            await Self.faults { endpoint.callback(Webhook("a"), to: "{$one}") } == [
                "Duplicate declaration of the callback `a` (POST {$one}) of GET / (read)."
            ]
        )
        let document = try Self.document { endpoint.callback(Webhook("a", operationID: "other"), to: "{$two}") }
        #expect(document["paths"]?["/"]?["get"]?["callbacks"]?["a"]?.object?.keys == ["{$one}", "{$two}"])
    }

    @Test func `a method that OpenAPI does not support is an error at startup`() async {
        #expect(
            await Self.faults { Webhook("a", method: .connect) } == [
                "OpenAPI does not support the method CONNECT of the webhook `a` (CONNECT)."
            ]
        )
    }

    @Test func `a webhook has the tags of its groups`() throws {
        let document = try Self.document {
            Routes("/a", tags: ["outer"]) {
                Routes("/b", tags: ["inner"]) { Webhook("sold", tags: ["own"]) }
            }
        }
        #expect(document["webhooks"]?["sold"]?["post"]?["tags"] == ["outer", "inner", "own"])
        #expect(document["tags"]?.array?.compactMap { $0["name"]?.string } == ["outer", "inner", "own"])
    }

    @Test func `app-wide responses do not apply to requests that the app sends`() throws {
        let document = try Self.document {
            OpenAPIMetadata(responses: [ResponseDescription(.serviceUnavailable)])
            Endpoint(.get, "/") { 1 }.callback(Webhook("a"), to: "{$url}")
            Webhook("b")
        }
        let operation = document["paths"]?["/"]?["get"]
        #expect(operation?["responses"]?.object?.keys == ["200", "503"])
        #expect(operation?["callbacks"]?["a"]?["{$url}"]?["post"]?["responses"]?.object?.keys == ["200"])
        #expect(document["webhooks"]?["b"]?["post"]?["responses"]?.object?.keys == ["200"])
    }

    @Test func `a duplicate tag is an error at startup`() async {
        #expect(
            await Self.faults { OpenAPIMetadata(tags: [.init("a"), .init("b"), .init("a", description: "Again.")]) }
                == [
                    "Duplicate tag `a` in the OpenAPI metadata."
                ]
        )
    }
}
