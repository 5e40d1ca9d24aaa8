import Swiftlet
import Testing

@Suite struct OpenAPIMetadataTests {
    private struct Subscription: Model {
        var username: String
        static let schema = Schema(Subscription.init, Field("username", \.username))
    }

    private let app = App(title: "Items", version: "2", description: "All of them.") {
        OpenAPIMetadata(
            summary: "Items.",
            termsOfService: "https://example.com/terms",
            contact: .init(name: "Support", email: "support@example.com"),
            license: .init("MIT", identifier: "MIT"),
            servers: [.init("https://api.example.com", description: "Production"), .init("/prod")],
            tags: [.init("z", description: "Last.", externalDocs: .init("https://example.com/z")), .init("unused")],
            externalDocs: .init("https://example.com/docs", description: "More.")
        )
        Endpoint(.get, "/", tags: ["a", "z"]) { 1 }
            .callback(
                Webhook("paid", method: .put, operationID: "paid", Body(Subscription.self)),
                to: "{$request.query.url}/paid"
            )
        Webhook(
            "new-subscription",
            operationID: "subscribed",
            Header("X-Signature", String.self),
            Body(Subscription.self),
            responses: [ResponseDescription(.gone, "The subscriber is gone.")]
        )
        OpenAPIRoutes()
    }

    private func document(below basePath: String = "") async throws -> JSON {
        var request = Request(path: "/openapi.json")
        request.basePath = basePath
        return try JSON(parsing: await app.respond(to: request, context: Context()).text)
    }

    @Test func `the document has all declared metadata`() async throws {
        let document = try await document()
        #expect(
            document["info"] == [
                "title": "Items", "version": "2", "summary": "Items.", "description": "All of them.",
                "termsOfService": "https://example.com/terms",
                "contact": ["name": "Support", "email": "support@example.com"],
                "license": ["name": "MIT", "identifier": "MIT"],
            ]
        )
        #expect(document["externalDocs"] == ["description": "More.", "url": "https://example.com/docs"])
    }

    @Test func `declared tags come first, in order`() async throws {
        #expect(
            try await document()["tags"] == [
                ["name": "z", "description": "Last.", "externalDocs": ["url": "https://example.com/z"]],
                ["name": "unused"], ["name": "a"],
            ]
        )
    }

    @Test func `the stage is listed once, before the declared servers`() async throws {
        let declared: [JSON] = [
            ["url": "https://api.example.com", "description": "Production"], ["url": "/prod"],
        ]
        #expect(try await document()["servers"]?.array == declared)
        #expect(try await document(below: "/prod")["servers"]?.array == declared)
        #expect(try await document(below: "/test")["servers"]?.array == [["url": "/test"]] + declared)
    }

    @Test func `a webhook is described outside of the paths and is not a route`() async throws {
        let document = try await document()
        #expect(document["paths"]?.object?.keys == ["/"])
        let operation = document["webhooks"]?["new-subscription"]?["post"]
        #expect(operation?["operationId"] == "subscribed")
        #expect(operation?["summary"] == "Subscribed")
        #expect(operation?["parameters"]?.array?.first?["name"] == "X-Signature")
        #expect(
            operation?["requestBody"]?["content"]?["application/json"]?["schema"]
                == ["$ref": "#/components/schemas/Subscription"]
        )
        #expect(operation?["responses"]?["200"] == ["description": "Successful Response"])
        #expect(operation?["responses"]?["410"]?["description"] == "The subscriber is gone.")
        #expect(operation?["responses"]?["422"] == nil)
        #expect(await app.ask(.post, "/new-subscription").status == .notFound)
    }

    @Test func `a callback is described in its endpoint by name and URL`() async throws {
        let callbacks = try await document()["paths"]?["/"]?["get"]?["callbacks"]
        #expect(callbacks?.object?.keys == ["paid"])
        let operation = callbacks?["paid"]?["{$request.query.url}/paid"]?["put"]
        #expect(operation?["operationId"] == "paid")
        #expect(
            operation?["requestBody"]?["content"]?["application/json"]?["schema"]
                == ["$ref": "#/components/schemas/Subscription"]
        )
        #expect(operation?["responses"]?.object?.keys == ["200"])
    }

    @Test func `a second declaration of metadata is an error at startup`() async {
        let app = App(title: "", version: "") {
            OpenAPIMetadata(summary: "One")
            OpenAPIMetadata(summary: "Two")
        }
        let error = await #expect(throws: AppError.self) { try await app.start() }
        #expect(error?.faults == ["OpenAPI metadata must be declared only once."])
    }
}
