import Swiftlet
import Testing

@Suite struct ResponseDescriptionTests {
    private struct Message: Model {
        var message: String
        static let schema = Schema(Message.init, Field("message", \.message))
    }

    private static let item = Endpoint(
        .get,
        "/items/{id}",
        Path("id", Int.self),
        failures: [.notFound("No such item"), .conflict("Being changed")]
    ) { $0 }

    private func responses(
        _ endpoint: Endpoint,
        group: [ResponseDescription] = [],
        app: [ResponseDescription] = []
    ) throws -> JSON {
        let app = App(title: "", version: "") {
            Routes(responses: group) { endpoint }
            OpenAPIMetadata(responses: app)
        }
        let document = try JSON(parsing: try app.openAPIDocument())
        let item = try #require(document["paths"]?.object?.values.first?.object?.values.first)
        return try #require(item["responses"])
    }

    @Test func `a failure has its own model and header fields`() throws {
        let responses = try responses(
            Self.item.responding(
                ResponseDescription(
                    .notFound,
                    model: Message.self,
                    headers: [ResponseHeader("X-Hint", Int.self, description: "A hint.", isRequired: true)]
                )
            )
        )
        #expect(
            responses["404"] == [
                "description": "No such item",
                "headers": ["X-Hint": ["description": "A hint.", "required": true, "schema": ["type": "integer"]]],
                "content": ["application/json": ["schema": ["$ref": "#/components/schemas/Message"]]],
            ]
        )
        #expect(responses["409"]?["description"] == "Being changed")
        #expect(responses.object?.keys == ["200", "404", "409", "422"])
    }

    @Test func `the endpoint's own status describes the successful response`() throws {
        let responses = try responses(
            Self.item.responding(
                ResponseDescription(.ok, "The item.", headers: [ResponseHeader("ETag")]),
                ResponseDescription(.accepted, contentTypes: ["text/plain"])
            )
        )
        #expect(
            responses["200"] == [
                "description": "The item.",
                "headers": ["ETag": ["schema": ["type": "string"]]],
                "content": ["application/json": ["schema": ["type": "integer"]]],
            ]
        )
        #expect(
            responses["202"] == [
                "description": "Accepted", "content": ["text/plain": ["schema": ["type": "string"]]],
            ]
        )
    }

    @Test func `the innermost declaration for a status takes precedence`() throws {
        let responses = try responses(
            Self.item.responding(ResponseDescription(.notFound, "Endpoint")),
            group: [ResponseDescription(.notFound, "Group", model: Message.self), ResponseDescription(.gone, "Group")],
            app: [ResponseDescription(.gone, "App"), ResponseDescription(.serviceUnavailable, "App")]
        )
        #expect(responses["404"]?["description"] == "Endpoint; No such item")
        #expect(
            responses["404"]?["content"]?["application/json"]?["schema"] == ["$ref": "#/components/schemas/HTTPError"]
        )
        #expect(responses["410"]?["description"] == "Group")
        #expect(responses["503"]?["description"] == "App")
    }

    @Test func `validation errors have their default schema unless a model replaces it`() throws {
        let described = try responses(Self.item.responding(ResponseDescription(.unprocessableContent, "Bad")))
        #expect(described["422"]?["description"] == "Validation Error; Bad")
        #expect(
            described["422"]?["content"]?["application/json"]?["schema"]
                == ["$ref": "#/components/schemas/HTTPValidationError"]
        )
        let own = try responses(
            Self.item.responding(ResponseDescription(.unprocessableContent, "Bad", model: Message.self))
        )
        #expect(own["422"]?["description"] == "Bad")
        #expect(
            own["422"]?["content"]?["application/json"]?["schema"] == ["$ref": "#/components/schemas/Message"]
        )
    }

    @Test(arguments: [HTTPResponse.Status.noContent, .notModified])
    func `a status without content ignores declared content`(status: HTTPResponse.Status) throws {
        let description = ResponseDescription(status, model: Message.self, headers: [ResponseHeader("ETag")])
        let responses = try responses(Self.item.responding(description))
        #expect(responses["\(status.code)"]?["content"] == nil)
        #expect(responses["\(status.code)"]?["headers"] != nil)
    }
}
