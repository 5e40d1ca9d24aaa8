import Swiftlet
import Testing

@Suite struct ResponseLinkTests {
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
        (
            ResponseLink("Read", to: "read_item", parameters: ["path.id": 1, "query.id": 2]),
            "sets the parameter `query.id`, which the operation `read_item` does not have."
        ),
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

    @Test func `a link may set parameters in all locations`() async throws {
        let app = App(title: "", version: "") {
            Endpoint(
                .get,
                "/{part}/{unread}",
                operationID: "read",
                Path("part", String.self),
                Query("page.size", Int.self),
                Header("X-Tenant", String.self),
                Cookie("theme", String.self)
            ) { _, _, _, _ in 1 }
            Self.createItem(
                ResponseLink("Names", to: "read", parameters: ["part": 1, "page.size": 2, "x-tenant": 3, "theme": 4]),
                ResponseLink(
                    "Unread",
                    to: "read",
                    parameters: ["path.unread": 1, "query.page.size": 2, "cookie.theme": 3]
                )
            )
        }
        try await app.start()
    }

    @Test func `a link has the parameter names of the documented path`() throws {
        let app = App(title: "", version: "") {
            Self.readItem
            Endpoint(
                .delete,
                "/items/{item_id}",
                operationID: "delete_item",
                Path("item_id", Int.self),
                Query("id", Int.self)
            ) {
                $0 + $1
            }
            Self.createItem(
                ResponseLink("Name", to: "delete_item", parameters: ["item_id": 1, "query.id": 2]),
                ResponseLink("Qualified", to: "delete_item", parameters: ["path.item_id": 1])
            )
        }
        let paths = try JSON(parsing: try app.openAPIDocument())["paths"]
        let links = paths?["/items"]?["post"]?["responses"]?["201"]?["links"]
        #expect(links?["Name"]?["parameters"] == ["path.id": 1, "query.id": 2])
        #expect(links?["Qualified"]?["parameters"] == ["path.id": 1])
        #expect(paths?["/items/{id}"]?["delete"]?["parameters"]?.array?.first?["name"] == "id")
    }

    @Test func `links of webhooks and callbacks are validated`() throws {
        let response = ResponseDescription(.accepted, links: [ResponseLink("Read", to: "read")])
        let app = App(title: "", version: "") {
            Webhook("sold", responses: [response])
            Endpoint(.get, "/", operationID: "list") { 1 }
                .callback(Webhook("paid", responses: [response]), to: "{$url}")
        }
        let error = #expect(throws: AppError.self) { try app.openAPIDocument() }
        let owners = ["the webhook `sold` (POST)", "the callback `paid` (POST {$url}) of GET / (list)"]
        #expect(
            error?.faults
                == owners.map {
                    "The link `Read` in a response of \($0) references the operation `read`, which is not in the document."
                }
        )
    }

    @Test func `a link may reference a webhook or a callback`() async throws {
        let app = App(title: "", version: "") {
            Webhook("sold", Query("region", String.self))
            Self.readItem.callback(Webhook("paid"), to: "{$url}")
            Self.createItem(
                ResponseLink("Sold", to: "webhook_sold_post", parameters: ["region": "eu"]),
                ResponseLink("Paid", to: "read_item_paid_post")
            )
        }
        try await app.start()
    }

    @Test func `links of replaced descriptions are ignored`() async throws {
        let replaced = ResponseDescription(.created, links: [ResponseLink("Read", to: "read")])
        let app = App(title: "", version: "") {
            OpenAPIMetadata(responses: [replaced])
            Routes(responses: [replaced]) { Self.createItem() }
        }
        try await app.start()
        let partly = App(title: "", version: "") {
            OpenAPIMetadata(responses: [replaced])
            Self.createItem()
            Self.readItem
        }
        let error = await #expect(throws: AppError.self) { try await partly.start() }
        #expect(error?.faults.count == 1)
    }
}
