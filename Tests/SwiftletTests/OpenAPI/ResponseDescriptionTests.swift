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

    private static let readItem = Endpoint(.get, "/items/{id}", operationID: "read_item", Path("id", Int.self)) { $0 }

    private static func createItem(_ links: ResponseLink...) -> Endpoint {
        Endpoint(.post, "/items", operationID: "create_item", status: .created, Body(Int.self)) { $0 }
            .responding(ResponseDescription(.created, links: links))
    }

    @Test func `a response has links to operations`() throws {
        let app = App(title: "", version: "") {
            Self.createItem(
                ResponseLink("ReadItem", to: "read_item", parameters: ["id": "$response.body"], description: "It."),
                ResponseLink("Again", to: "create_item", requestBody: ["id": 7])
            )
            Self.readItem.responding(
                ResponseDescription(.noContent, links: [ResponseLink("New", to: "create_item")]),
                ResponseDescription(.notFound, links: [ResponseLink("New", to: "create_item")])
            )
        }
        let paths = try JSON(parsing: try app.openAPIDocument())["paths"]
        #expect(
            paths?["/items"]?["post"]?["responses"]?["201"]?["links"] == [
                "ReadItem": [
                    "operationId": "read_item", "parameters": ["id": "$response.body"], "description": "It.",
                ],
                "Again": ["operationId": "create_item", "requestBody": ["id": 7]],
            ]
        )
        let responses = paths?["/items/{id}"]?["get"]?["responses"]
        for status in ["204", "404"] {
            #expect(responses?[status]?["links"] == ["New": ["operationId": "create_item"]])
        }
        #expect(responses?["200"]?["links"] == nil)
    }

    @Test(arguments: [
        (ResponseLink("Read", to: "read"), "references the operation `read`, which is not in the document."),
        (ResponseLink("Hidden", to: "hidden"), "references the operation `hidden`, which is not in the document."),
        (ResponseLink("Read item", to: "read_item"), "must have a name of ASCII letters, digits, `.`, `-` and `_`."),
        (ResponseLink("", to: "read_item"), "must have a name of ASCII letters, digits, `.`, `-` and `_`."),
        (ResponseLink("First", to: "read_item"), "is declared twice."),
    ])
    func `an invalid link is an error at startup`(link: ResponseLink, fault: String) throws {
        let app = App(title: "", version: "") {
            Self.createItem(ResponseLink("First", to: "read_item"), link)
            Self.readItem
            Endpoint(.get, "/hidden", operationID: "hidden") { 1 }.undocumented()
        }
        let error = #expect(throws: AppError.self) { try app.openAPIDocument() }
        let subject = "The link `\(link.name)` in a response of the route POST /items (create_item)"
        #expect(error?.faults == ["\(subject) \(fault)"])
    }

    @Test func `links in responses of the whole app are validated`() throws {
        let app = App(title: "", version: "") {
            OpenAPIMetadata(responses: [ResponseDescription(.gone, links: [ResponseLink("Read", to: "read")])])
        }
        let error = #expect(throws: AppError.self) { try app.openAPIDocument() }
        #expect(
            error?.faults == [
                "The link `Read` in a response of the whole app references the operation `read`, which is not in the document."
            ]
        )
    }
}
